#include "tasks/job_end.h"

#include <sys/wait.h>

#include <csignal>
#include <cstring>

#include "base/error_kind_name.h"

namespace theta::tasks {
namespace {

// Exit codes of the program; docs/cli.md has the table.
constexpr int kUsage = 2;
constexpr int kRowsSkipped = 3;
constexpr int kBadInput = 4;
constexpr int kExhausted = 6;
constexpr int kInterrupted = 130;
constexpr int kTerminated = 143;

constexpr uint64_t kMebibyte = uint64_t{1} << 20;

bool is_memory(const std::string& message) {
  return message.find("out of memory") != std::string::npos;
}

database::JobFailure memory_failure(uint64_t memory_bytes) {
  return {
      "out_of_memory",
      fmt::format("it needs more than the {} MiB of memory that a task may have; try fewer topics, a smaller "
                  "vocabulary or fewer threads",
                  memory_bytes / kMebibyte),
      false};
}

JobEnd failed(database::JobFailure failure) {
  return {Verdict::kFailed, std::move(failure)};
}

JobEnd judge_signal(int number, uint64_t memory_bytes) {
  if (number == SIGTERM || number == SIGINT) return {Verdict::kReleased, {}};
  // Nobody but the kernel, short of memory, kills a child of ours in this way without our knowing. It goes on
  // from its checkpoint, perhaps with fewer neighbours.
  if (number == SIGKILL)
    return failed({"killed", "it was killed by the system, most likely because memory ran out", true});
  if (number == SIGABRT && memory_bytes > 0)
    return failed({"crashed", "it was aborted (signal 6), perhaps because it ran out of memory", true});
  return failed({"crashed", fmt::format("it crashed: signal {} ({})", number, ::strsignal(number)), true});
}

}  // namespace

JobEnd judge(int status, const formats::Json& said, const std::string& last_line, uint64_t memory_bytes) {
  if (WIFSIGNALED(status)) return judge_signal(WTERMSIG(status), memory_bytes);
  const int code = WEXITSTATUS(status);
  if (code == 0 || code == kRowsSkipped) return {};
  if (code == kInterrupted || code == kTerminated) return {Verdict::kReleased, {}};
  database::JobFailure failure{"failed", fmt::format("it ended with exit code {}", code), true};
  if (said.is_object()) {
    failure.code = said.value("kind", failure.code);
    failure.message = said.value("message", failure.message);
  } else if (!last_line.empty()) {
    failure.message += ": " + last_line;
  }
  if (code == kExhausted && memory_bytes > 0 && is_memory(failure.message))
    return failed(memory_failure(memory_bytes));
  if (code == kBadInput || code == kUsage) failure.retry = false;
  return failed(std::move(failure));
}

database::JobFailure failure_of(const Error& error) {
  const bool final = error.kind == ErrorKind::kBadInput || error.kind == ErrorKind::kUsage ||
                     error.kind == ErrorKind::kNotFound || error.kind == ErrorKind::kUnsupported;
  return {std::string(error_kind_name(error.kind)), error.message, !final};
}

}  // namespace theta::tasks
