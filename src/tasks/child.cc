#include "tasks/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include "cloud/settings.h"

namespace theta::tasks {
namespace {

// What the child may know of our environment; secrets of the server are in other variables.
constexpr std::array<const char*, 6> kKnown = {"PATH",   "TMPDIR",          "LANG",
                                               "LC_ALL", "LD_LIBRARY_PATH", "THETA_EXTRACT"};
constexpr int kReport = 3;  // where the child tells why it could not start

struct Pipe {
  Descriptor read;
  Descriptor write;

  static Result<Pipe> make() {
    std::array<int, 2> ends = {-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return errno_error(errno, "make", "pipe");
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
  }
};

/// Everything that the child needs, made before the fork: after it, only a few system calls are allowed.
struct Plan {
  std::vector<std::string> words;
  std::vector<std::string> variables;
  std::vector<char*> argv;
  std::vector<char*> envp;

  explicit Plan(const ChildSettings& settings) : words(settings.arguments) {
    words.insert(words.begin(), settings.program);
    for (const char* const name : kKnown) hand_over(name);
    // What the job needs to reach its store, where that is a bucket.
    for (const char* const name : cloud::kStoreVariables) hand_over(name);
    for (std::string& word : words) argv.push_back(word.data());
    for (std::string& variable : variables) envp.push_back(variable.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
  }

 private:
  void hand_over(const char* name) {
    const char* const value = std::getenv(name);
    if (value != nullptr) variables.push_back(fmt::format("{}={}", name, value));
  }
};

[[noreturn]] void give_up() {
  const int error = errno;
  static_cast<void>(!::write(kReport, &error, sizeof error));
  ::_exit(127);
}

bool limit_memory(uint64_t bytes) {
  if (bytes == 0) return true;
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_DATA, &limit) != 0) return false;
  limit.rlim_cur = limit.rlim_max = std::min<rlim_t>(bytes, limit.rlim_max);
  return ::setrlimit(RLIMIT_DATA, &limit) == 0;
}

[[noreturn]] void become(const ChildSettings& settings, const Plan& plan, pid_t parent, int output,
                         int errors, int report) {
  // 0 to 3 are free for us: the descriptors that we copy lie above.
  if (::dup2(report, kReport) < 0 || ::fcntl(kReport, F_SETFD, FD_CLOEXEC) != 0) give_up();
  const int input = ::open("/dev/null", O_RDONLY);  // now that 3 is taken
  if (input < 0 || ::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(errors, 2) < 0) give_up();
  ::closefrom(kReport + 1);
  // The parent may have died before the kernel knew that we want to die with it.
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) give_up();
  if (::getppid() != parent) ::_exit(127);
  ::setpgid(0, 0);
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  // Less than wished where the system refuses it: the work is the same.
  errno = 0;
  static_cast<void>(!::nice(settings.niceness));
  if (!limit_memory(settings.memory_bytes)) give_up();
  if (::chdir(settings.folder.c_str()) != 0) give_up();
  ::execve(plan.argv[0], plan.argv.data(), plan.envp.data());
  give_up();
}

/// No signal handler of ours shall run in the child.
class Quiet {
 public:
  Quiet() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~Quiet() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  sigset_t before_{};
};

// Copies of the descriptors that lie above those that the child gives new meanings.
Result<Descriptor> above(const Descriptor& from) {
  Descriptor copy(::fcntl(from.get(), F_DUPFD_CLOEXEC, kReport + 1));
  if (!copy.valid()) return errno_error(errno, "copy", "pipe");
  return copy;
}

}  // namespace

Result<Child> Child::start(const ChildSettings& settings) {
  THETA_ASSIGN(Pipe output, Pipe::make());
  THETA_ASSIGN(Pipe errors, Pipe::make());
  THETA_ASSIGN(Pipe report, Pipe::make());
  THETA_ASSIGN(const Descriptor output_end, above(output.write));
  THETA_ASSIGN(const Descriptor errors_end, above(errors.write));
  THETA_ASSIGN(Descriptor report_end, above(report.write));
  for (const Descriptor* pipe : {&output.read, &errors.read}) {
    if (::fcntl(pipe->get(), F_SETFL, O_NONBLOCK) != 0) return errno_error(errno, "set up", "pipe");
  }
  const Plan plan(settings);
  const pid_t parent = ::getpid();
  pid_t pid = -1;
  {
    const Quiet quiet;
    pid = ::fork();
    if (pid == 0) become(settings, plan, parent, output_end.get(), errors_end.get(), report_end.get());
  }
  if (pid < 0) return errno_error(errno, "start", settings.program);
  ::setpgid(pid, pid);  // both sides do it: whoever comes first
  Child child(pid, std::move(output.read), std::move(errors.read));
  report_end.reset();
  report.write.reset();
  int error = 0;
  ssize_t got = -1;
  while ((got = ::read(report.read.get(), &error, sizeof error)) < 0 && errno == EINTR) continue;
  if (got == sizeof error) return errno_error(error, "start", settings.program);
  return child;
}

Child::~Child() {
  if (pid_ < 0) return;
  signal(SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
}

void Child::signal(int number) const {
  if (pid_ > 0) ::kill(-pid_, number);
}

std::optional<int> Child::end() {
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
      info.si_pid != pid_)
    return std::nullopt;
  // As long as nobody has waited for the leader, the number of its group is ours.
  signal(SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
  return status;
}

}  // namespace theta::tasks
