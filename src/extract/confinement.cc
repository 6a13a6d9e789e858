#include "extract/confinement.h"

#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "isolation/limits.h"

namespace theta::extract {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;  // their shadow memory is larger than any sensible limit
#else
constexpr bool kSanitized = false;
#endif

// The program to become is opened under a number past the limit of open files: once it runs, and the number
// is closed, no descriptor can have it again, so the rule that lets it start lets nothing else start.
constexpr int kProgramDescriptor = isolation::kOpenFiles;

// What both kinds of process need: reading, writing, memory, time and the end.
constexpr std::array kCommonCalls = {
    SCMP_SYS(read),       SCMP_SYS(write),         SCMP_SYS(readv),          SCMP_SYS(writev),
    SCMP_SYS(pread64),    SCMP_SYS(lseek),         SCMP_SYS(fstat),          SCMP_SYS(close),
    SCMP_SYS(brk),        SCMP_SYS(munmap),        SCMP_SYS(mremap),         SCMP_SYS(madvise),
    SCMP_SYS(futex),      SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),      SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),  SCMP_SYS(restart_syscall)};

// What the loader and the start of a program need beside, with files open for reading only.
constexpr std::array kReaderCalls = {SCMP_SYS(mprotect),
                                     SCMP_SYS(newfstatat),
                                     SCMP_SYS(stat),
                                     SCMP_SYS(lstat),
                                     SCMP_SYS(access),
                                     SCMP_SYS(faccessat),
                                     SCMP_SYS(faccessat2),
                                     SCMP_SYS(readlink),
                                     SCMP_SYS(readlinkat),
                                     SCMP_SYS(getdents64),
                                     SCMP_SYS(arch_prctl),
                                     SCMP_SYS(set_tid_address),
                                     SCMP_SYS(set_robust_list),
                                     SCMP_SYS(rseq),
                                     SCMP_SYS(rt_sigaction),
                                     SCMP_SYS(rt_sigprocmask),
                                     SCMP_SYS(getpid),
                                     SCMP_SYS(gettid),
                                     SCMP_SYS(getuid),
                                     SCMP_SYS(geteuid),
                                     SCMP_SYS(getgid),
                                     SCMP_SYS(getegid),
                                     SCMP_SYS(sysinfo),
                                     SCMP_SYS(uname),
                                     SCMP_SYS(sched_getaffinity),
                                     SCMP_SYS(statfs),
                                     SCMP_SYS(fstatfs),
                                     SCMP_SYS(statx),
                                     SCMP_SYS(fadvise64),
                                     SCMP_SYS(getcwd),
                                     SCMP_SYS(poll)};

// What the run-time libraries of the sanitizers need beside, in builds that are for tests alone.
constexpr std::array kSanitizerCalls = {
    SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigprocmask),  SCMP_SYS(rt_sigaction), SCMP_SYS(sched_yield),
    SCMP_SYS(nanosleep),   SCMP_SYS(clock_nanosleep), SCMP_SYS(getpid),       SCMP_SYS(gettid)};

struct ReleaseFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

Error failed(const char* what, int code) {
  return make_error(ErrorKind::kNotAllowed, "cannot be confined on this machine: {}: {}", what,
                    std::strerror(code));
}

Status allow(const Filter& filter, std::span<const int> calls) {
  for (const int call : calls) {
    // A negative number is a call that this architecture lacks.
    const int code = call < 0 ? 0 : seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
    if (code != 0) return failed("seccomp rule", -code);
  }
  return {};
}

Status allow_if(const Filter& filter, int call, const std::vector<scmp_arg_cmp>& conditions) {
  if (call < 0) return {};
  const int code = seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call,
                                          static_cast<unsigned>(conditions.size()), conditions.data());
  return code == 0 ? Status() : failed("seccomp rule", -code);
}

scmp_arg_cmp equals(unsigned argument, uint64_t value) {
  return {argument, SCMP_CMP_EQ, value, 0};
}

// The bits of `mask` must be clear.
scmp_arg_cmp without(unsigned argument, uint64_t mask) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, 0};
}

Result<Filter> common_filter() {
  Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (filter == nullptr) return failed("seccomp", ENOMEM);
  THETA_RETURN_IF_ERROR(allow(filter, kCommonCalls));
  if (kSanitized) THETA_RETURN_IF_ERROR(allow(filter, kSanitizerCalls));
  return filter;
}

Status load(const Filter& filter) {
  const int code = seccomp_load(filter.get());
  return code == 0 ? Status() : failed("seccomp", -code);
}

Status limit(__rlimit_resource resource, uint64_t value) {
  const struct rlimit limits = {value, value};
  return ::setrlimit(resource, &limits) == 0 ? Status() : failed("setrlimit", errno);
}

}  // namespace

Status limit_process(pid_t parent) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return failed("PR_SET_PDEATHSIG", errno);
  if (::getppid() != parent) return make_error(ErrorKind::kFailed, "the parent has ended");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("PR_SET_NO_NEW_PRIVS", errno);
  // The soft limit of time sends SIGXCPU, the hard one a second later SIGKILL.
  const struct rlimit cpu = {isolation::kCpuSeconds, isolation::kCpuSeconds + 1};
  if (::setrlimit(RLIMIT_CPU, &cpu) != 0) return failed("setrlimit", errno);
  if (!kSanitized) THETA_RETURN_IF_ERROR(limit(RLIMIT_AS, isolation::kMemoryBytes));
  THETA_RETURN_IF_ERROR(limit(RLIMIT_FSIZE, 0));
  THETA_RETURN_IF_ERROR(limit(RLIMIT_CORE, 0));
  return {};
}

Status confine_parser() {
  THETA_RETURN_IF_ERROR(limit(RLIMIT_NOFILE, isolation::kOpenFiles));
  THETA_ASSIGN(const Filter filter, common_filter());
  // Memory may be had, but none to run code from.
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(mmap), {without(2, PROT_EXEC)}));
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(mprotect), {without(2, PROT_EXEC)}));
  // fstat(2) as the C library asks it: of a descriptor, not of a path.
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(newfstatat), {equals(3, AT_EMPTY_PATH)}));
  return load(filter);
}

Status become_reader(const char* program, char* const argv[]) {
  const int opened = ::open(program, O_RDONLY | O_CLOEXEC);
  if (opened < 0) return errno_error(errno, "open", program);
  if (::dup3(opened, kProgramDescriptor, O_CLOEXEC) < 0) return errno_error(errno, "open", program);
  ::close(opened);
  THETA_RETURN_IF_ERROR(limit(RLIMIT_NOFILE, isolation::kOpenFiles));
  THETA_ASSIGN(const Filter filter, common_filter());
  THETA_RETURN_IF_ERROR(allow(filter, kReaderCalls));
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(mmap), {}));  // programs are mapped to run
  constexpr uint64_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(open), {without(1, kWriting)}));
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(openat), {without(2, kWriting)}));
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(ioctl), {equals(1, 0x5401)}));  // TCGETS: is it a terminal?
  // Duplicating is not allowed: see kProgramDescriptor.
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(fcntl), {equals(1, F_GETFL)}));
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(fcntl), {equals(1, F_GETFD)}));
  // Limits may be read, not set.
  THETA_RETURN_IF_ERROR(allow_if(filter, SCMP_SYS(prlimit64), {equals(2, 0)}));
  THETA_RETURN_IF_ERROR(
      allow_if(filter, SCMP_SYS(execveat), {equals(0, kProgramDescriptor), equals(4, AT_EMPTY_PATH)}));
  THETA_RETURN_IF_ERROR(load(filter));
  char* const environment[] = {const_cast<char*>("LC_ALL=C.UTF-8"), nullptr};
  ::execveat(kProgramDescriptor, "", argv, environment, AT_EMPTY_PATH);
  return errno_error(errno, "start", program);
}

}  // namespace theta::extract
