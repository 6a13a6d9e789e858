#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "database/task_queue.h"
#include "formats/json.h"

namespace theta::tasks {

/// What becomes of a task whose job has ended.
enum class Verdict : uint8_t {
  kDone,      ///< its results are there
  kReleased,  ///< it was asked to stop: the task waits again, unharmed
  kFailed,
};

struct JobEnd {
  Verdict verdict = Verdict::kDone;
  database::JobFailure failure;  ///< of kFailed
};

/// Judges the end of `theta job run`: its status (waitpid(2)), what it said itself (JobEvents::error(), or
/// null) and the last line of its standard error. `memory_bytes`: its limit; 0: none.
///
/// Bad input, wrong options and too little memory would only fail again; everything else is worth another
/// try.
JobEnd judge(int status, const formats::Json& said, const std::string& last_line, uint64_t memory_bytes);

/// The failure of preparing a job: what concerns the request is final, the rest is not.
database::JobFailure failure_of(const Error& error);

}  // namespace theta::tasks
