#include "server/program_run.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>

#include "tasks/child.h"

namespace theta::server {
namespace {

constexpr int kMostRuns = 2;
constexpr std::chrono::milliseconds kLook{20};
constexpr int kRowsSkipped = 3;      // done, but some rows or topics were left out
constexpr size_t kKeptBytes = 4096;  // of what a run says

std::atomic<int> runs{0};

/// A place among the runs that may go on at the same time.
class Turn {
 public:
  Turn() : taken_(runs.fetch_add(1) < kMostRuns) {}
  ~Turn() { runs.fetch_sub(1); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool taken() const { return taken_; }

 private:
  bool taken_;
};

void drain(const Descriptor& from, std::string& text) {
  std::array<char, 4096> piece;
  for (;;) {
    const ssize_t got = ::read(from.get(), piece.data(), piece.size());
    if (got <= 0) return;
    text.append(piece.data(), static_cast<size_t>(got));
    if (text.size() > kKeptBytes) text.erase(0, text.size() - kKeptBytes);
  }
}

// docs/cli.md, "Exit codes".
ErrorKind kind_of_exit(int code) {
  switch (code) {
    case 2:
    case 4:
      return ErrorKind::kBadInput;
    case 5:
      return ErrorKind::kNotFound;
    case 6:
      return ErrorKind::kExhausted;
    default:
      return ErrorKind::kFailed;
  }
}

// The last line, without the program's name and without where the server keeps its files.
std::string last_sentence(std::string text, const std::string& folder) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  text.erase(0, text.rfind('\n') + 1);
  if (text.starts_with("theta: ")) text.erase(0, 7);
  for (size_t at = text.find(folder + "/"); at != std::string::npos; at = text.find(folder + "/"))
    text.erase(at, folder.size() + 1);
  return text;
}

}  // namespace

Status run_program(const ProgramRun& run) {
  const Turn turn;
  if (!turn.taken()) {
    return make_error(ErrorKind::kTooMany, "{} such runs are going on; try again in a moment", kMostRuns);
  }
  THETA_ASSIGN(tasks::Child child, tasks::Child::start({.program = run.program,
                                                        .arguments = run.arguments,
                                                        .folder = run.folder,
                                                        .memory_bytes = run.memory_bytes,
                                                        .niceness = 5}));
  const auto deadline = std::chrono::steady_clock::now() + run.patience;
  std::string said;
  std::string ignored;
  for (;;) {
    std::array<pollfd, 2> both = {
        {{.fd = child.errors().get(), .events = POLLIN}, {.fd = child.output().get(), .events = POLLIN}}};
    ::poll(both.data(), both.size(), static_cast<int>(kLook.count()));
    drain(child.errors(), said);
    drain(child.output(), ignored);
    const std::optional<int> status = child.end();
    if (status.has_value()) {
      drain(child.errors(), said);
      if (*status == 0 || (WIFEXITED(*status) && WEXITSTATUS(*status) == kRowsSkipped)) return {};
      if (WIFEXITED(*status))
        return Error{kind_of_exit(WEXITSTATUS(*status)), last_sentence(std::move(said), run.folder)};
      return make_error(ErrorKind::kFailed, "theta {}: was ended by signal {}", run.arguments.at(0),
                        WTERMSIG(*status));
    }
    if (std::chrono::steady_clock::now() > deadline) {
      return make_error(ErrorKind::kExhausted, "theta {}: took longer than {} s", run.arguments.at(0),
                        run.patience.count());
    }
  }
}

}  // namespace theta::server
