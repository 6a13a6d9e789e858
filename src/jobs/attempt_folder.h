#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/object_store.h"

namespace theta::jobs {

/// What a job has said so far: its last lines, numbered from the start of the attempt on.
struct JobProgress {
  uint64_t first = 0;  ///< number of the first of `lines`
  std::vector<std::string> lines;
  std::optional<int> exit_code;  ///< once it has ended
};

/// Prefix of one attempt at the work below `output`: OUTPUT/attempts/0000000017/. Their order is that of the
/// numbers.
std::string attempt_prefix(const std::string& output, int64_t number);

/// The objects by which a job in a bucket and whoever launched it know of each other, beside its job.json:
/// progress.json, written by the job, and cancel, written by the launcher.
class AttemptFolder {
 public:
  /// `prefix` ends with a slash, or is empty.
  AttemptFolder(storage::ObjectStore& store, std::string prefix)
      : store_(store), prefix_(std::move(prefix)) {}

  /// Nothing where the job has said nothing yet.
  Result<JobProgress> progress();
  Status set_progress(const JobProgress& progress);
  Status cancel();
  /// Why a job should stop now; empty: it should not. It was cancelled, its description is gone, or there is
  /// a later attempt.
  Result<std::string> reason_to_stop();

  const std::string& prefix() const { return prefix_; }

 private:
  storage::ObjectStore& store_;
  std::string prefix_;
};

}  // namespace theta::jobs
