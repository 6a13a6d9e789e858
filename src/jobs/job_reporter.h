#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/result.h"
#include "base/stop_flag.h"
#include "jobs/attempt_folder.h"

namespace theta::jobs {

/// Keeps a job in a bucket and its launcher in touch, on a thread of its own: writes what the job says into
/// progress.json, and looks for reasons to stop. A bucket that is away for a while harms neither.
class JobReporter {
 public:
  struct Options {
    std::chrono::milliseconds interval{3000};  ///< between two writes, and between two looks
    /// When the rights to the bucket end. The job is told to stop early enough to write a checkpoint.
    std::optional<std::chrono::system_clock::time_point> rights_end;
  };

  /// Requests `stop` when there is a reason, or when `interrupt` was requested. All must outlive the object.
  JobReporter(AttemptFolder folder, const Options& options, const StopFlag& interrupt, StopFlag& stop);
  ~JobReporter();
  JobReporter(const JobReporter&) = delete;
  JobReporter& operator=(const JobReporter&) = delete;

  /// A line that the job says. Any thread.
  void add(const std::string& line);
  /// Ends the thread, and writes the last lines with the exit code.
  Status finish(int exit_code);
  /// Why the reporter, not `interrupt`, asked to stop; empty: it did not.
  std::string reason();

 private:
  using Clock = std::chrono::steady_clock;
  void run();
  void look();
  void write();
  void end_thread();

  AttemptFolder folder_;
  const Options options_;
  const StopFlag& interrupt_;
  StopFlag& stop_;

  std::mutex mutex_;
  std::condition_variable changed_;
  JobProgress progress_;
  size_t bytes_ = 0;  // of the lines kept
  bool news_ = false;
  bool ending_ = false;
  std::string reason_;
  std::thread thread_;
};

}  // namespace theta::jobs
