#include "extract/forbidden_calls.h"

#include <fcntl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace theta::extract {
namespace {

class Attempts {
 public:
  template <typename... Arguments>
  void add(const char* name, long number, Arguments... arguments) {
    errno = 0;
    const long result = ::syscall(number, arguments...);
    // What should never have worked must not go on in two processes.
    if (result == 0 && (number == SYS_fork || number == SYS_vfork || number == SYS_clone)) ::_exit(1);
    list_.push_back({name, result == -1 && errno == EPERM});
  }
  std::vector<Attempt> take() { return std::move(list_); }

 private:
  std::vector<Attempt> list_;
};

}  // namespace

std::vector<Attempt> try_forbidden_calls() {
  Attempts attempts;
  const char* const path = "/tmp/theta-extract-must-not-write";
  char* const nothing[] = {nullptr};
  attempts.add("open", SYS_open, "/etc/passwd", O_RDONLY);
  attempts.add("open for writing", SYS_open, path, O_WRONLY | O_CREAT, 0600);
  attempts.add("openat", SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
  attempts.add("openat2", SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0);
  attempts.add("creat", SYS_creat, path, 0600);
  attempts.add("stat", SYS_stat, "/etc/passwd", nullptr);
  attempts.add("unlink", SYS_unlink, path);
  attempts.add("unlinkat", SYS_unlinkat, AT_FDCWD, path, 0);
  attempts.add("rename", SYS_rename, path, path);
  attempts.add("mkdir", SYS_mkdir, path, 0700);
  attempts.add("link", SYS_link, path, path);
  attempts.add("symlink", SYS_symlink, path, path);
  attempts.add("chmod", SYS_chmod, path, 0700);
  attempts.add("chown", SYS_chown, path, 0, 0);
  attempts.add("truncate", SYS_truncate, path, 0L);
  attempts.add("mknod", SYS_mknod, path, 0600, 0);
  attempts.add("mount", SYS_mount, "none", "/tmp", "tmpfs", 0UL, nullptr);
  attempts.add("umount2", SYS_umount2, "/tmp", 0);
  attempts.add("chroot", SYS_chroot, "/tmp");
  attempts.add("chdir", SYS_chdir, "/");
  attempts.add("execve", SYS_execve, "/bin/true", nothing, nothing);
  attempts.add("execveat", SYS_execveat, AT_FDCWD, "/bin/true", nothing, nothing, 0);
  attempts.add("fork", SYS_fork);
  attempts.add("vfork", SYS_vfork);
  attempts.add("clone", SYS_clone, static_cast<unsigned long>(SIGCHLD), nullptr, nullptr, nullptr, 0UL);
  attempts.add("clone3", SYS_clone3, nullptr, 0UL);
  attempts.add("unshare", SYS_unshare, CLONE_NEWUSER);
  attempts.add("setns", SYS_setns, 0, 0);
  attempts.add("socket", SYS_socket, AF_INET, SOCK_STREAM, 0);
  attempts.add("socketpair", SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, nullptr);
  attempts.add("connect", SYS_connect, 0, nullptr, 0);
  attempts.add("bind", SYS_bind, 0, nullptr, 0);
  attempts.add("sendto", SYS_sendto, 0, nullptr, 0UL, 0, nullptr, 0);
  attempts.add("kill", SYS_kill, ::getppid(), 0);
  attempts.add("tgkill", SYS_tgkill, ::getppid(), ::getppid(), 0);
  attempts.add("ptrace", SYS_ptrace, PTRACE_TRACEME, 0, nullptr, nullptr);
  attempts.add("process_vm_readv", SYS_process_vm_readv, ::getppid(), nullptr, 0UL, nullptr, 0UL, 0UL);
  attempts.add("process_vm_writev", SYS_process_vm_writev, ::getppid(), nullptr, 0UL, nullptr, 0UL, 0UL);
  attempts.add("pidfd_open", SYS_pidfd_open, ::getppid(), 0);
  attempts.add("setuid", SYS_setuid, 0);
  attempts.add("setgid", SYS_setgid, 0);
  attempts.add("capset", SYS_capset, nullptr, nullptr);
  attempts.add("prctl", SYS_prctl, 1, 0UL, 0UL, 0UL, 0UL);
  attempts.add("setrlimit", SYS_setrlimit, 0, nullptr);
  attempts.add("prlimit64", SYS_prlimit64, 0, 0, nullptr, nullptr);
  attempts.add("bpf", SYS_bpf, 0, nullptr, 0U);
  attempts.add("perf_event_open", SYS_perf_event_open, nullptr, 0, 0, 0, 0UL);
  attempts.add("io_uring_setup", SYS_io_uring_setup, 1U, nullptr);
  attempts.add("keyctl", SYS_keyctl, 0, 0UL, 0UL, 0UL, 0UL);
  attempts.add("add_key", SYS_add_key, nullptr, nullptr, nullptr, 0UL, 0);
  attempts.add("userfaultfd", SYS_userfaultfd, 0);
  attempts.add("memfd_create", SYS_memfd_create, "x", 0U);
  attempts.add("ioctl", SYS_ioctl, 0, 0x5412UL, "x");
  attempts.add("dup", SYS_dup, 0);
  attempts.add("mmap to run code", SYS_mmap, nullptr, 4096UL, PROT_READ | PROT_EXEC,
               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L);
  attempts.add("reboot", SYS_reboot, 0, 0, 0, nullptr);
  attempts.add("init_module", SYS_init_module, nullptr, 0UL, "");
  return attempts.take();
}

}  // namespace theta::extract
