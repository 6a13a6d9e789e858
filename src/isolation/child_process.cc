#include "isolation/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/descriptor.h"
#include "base/files.h"
#include "isolation/limits.h"

namespace theta::isolation {
namespace {

// Above every number that a child is given, so that copying one descriptor never closes another.
constexpr int kFirstFree = 64;

int milliseconds_until(Deadline deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return left.count() < 0 ? 0 : static_cast<int>(left.count()) + 1;
}

struct SpawnSettings {
  SpawnSettings() {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
  }
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

// Signals that the parent ignores or blocks must work in the child again.
void give_plain_signals(posix_spawnattr_t& attributes) {
  sigset_t all;
  sigset_t none;
  ::sigfillset(&all);
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  ::posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

}  // namespace

std::string Ending::reason() const {
  if (WIFSIGNALED(wait_status)) {
    const int signal = WTERMSIG(wait_status);
    const long seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec;
    if (signal == SIGXCPU || (signal == SIGKILL && seconds + 1 >= static_cast<long>(kCpuSeconds))) {
      return fmt::format("takes more than {} s of processor time to read; it is too large or made to be slow",
                         kCpuSeconds);
    }
    return fmt::format("cannot be read: its parser was ended by signal {} ({}); the file is damaged", signal,
                       ::strsignal(signal));
  }
  return fmt::format("cannot be read: its parser failed with exit code {}", WEXITSTATUS(wait_status));
}

Result<ChildProcess> ChildProcess::start(const std::string& program,
                                         const std::vector<std::string>& arguments,
                                         std::span<const int> descriptors) {
  std::vector<Descriptor> copies;
  SpawnSettings settings;
  for (size_t i = 0; i < descriptors.size(); ++i) {
    copies.emplace_back(::fcntl(descriptors[i], F_DUPFD_CLOEXEC, kFirstFree));
    if (!copies.back().valid()) return errno_error(errno, "start", program);
    ::posix_spawn_file_actions_adddup2(&settings.actions, copies.back().get(), static_cast<int>(i));
  }
  ::posix_spawn_file_actions_addclosefrom_np(&settings.actions, static_cast<int>(descriptors.size()));
  give_plain_signals(settings.attributes);
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  std::array<char*, 2> environment = {const_cast<char*>("LC_ALL=C.UTF-8"), nullptr};
  pid_t pid = -1;
  const int failed = ::posix_spawn(&pid, program.c_str(), &settings.actions, &settings.attributes,
                                   argv.data(), environment.data());
  if (failed != 0) return errno_error(failed, "start", program);
  return ChildProcess(pid);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}

ChildProcess::~ChildProcess() {
  if (pid_ < 0) return;
  kill();
  static_cast<void>(wait(Deadline::max()));
}

void ChildProcess::kill() {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

Ending ChildProcess::wait(Deadline deadline) {
  Ending ending;
  // A descriptor that becomes readable when the process ends; without one (an old kernel) it gets no grace.
  const Descriptor alive(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  if (deadline != Deadline::max()) {
    struct pollfd ended = {alive.get(), POLLIN, 0};
    while (alive.valid() && ::poll(&ended, 1, milliseconds_until(deadline)) < 0 && errno == EINTR) continue;
    if ((ended.revents & POLLIN) == 0) kill();
  }
  while (::wait4(pid_, &ending.wait_status, 0, &ending.usage) < 0 && errno == EINTR) continue;
  pid_ = -1;
  return ending;
}

Result<std::string> extract_program() {
  const char* const given = std::getenv("THETA_EXTRACT");
  if (given != nullptr && *given != '\0') return std::string(given);
  std::array<char, 4096> self;
  const ssize_t length = ::readlink("/proc/self/exe", self.data(), self.size());
  if (length <= 0) return errno_error(errno, "find", "/proc/self/exe");
  const std::string_view path(self.data(), static_cast<size_t>(length));
  std::string program = join_path(path.substr(0, path.rfind('/') + 1), "theta-extract");
  if (!file_exists(program)) {
    return not_found("{}: is missing; it parses XLSX, DOCX, PDF and ZIP files and belongs beside theta",
                     program);
  }
  return program;
}

Result<size_t> read_until(int fd, char* data, size_t size, Deadline deadline) {
  size_t done = 0;
  while (done < size) {
    struct pollfd readable = {fd, POLLIN, 0};
    const int ready = ::poll(&readable, 1, milliseconds_until(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return make_error(ErrorKind::kExhausted, "no answer in time");
    const ssize_t got = ::read(fd, data + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;  // closed, or a connection that its other side broke: both mean no more bytes
    done += static_cast<size_t>(got);
  }
  return done;
}

}  // namespace theta::isolation
