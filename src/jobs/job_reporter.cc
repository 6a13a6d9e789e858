#include "jobs/job_reporter.h"

namespace theta::jobs {
namespace {

constexpr size_t kMostLines = 1000;
constexpr size_t kMostBytes = size_t{1} << 20;         // of all lines kept
constexpr std::chrono::milliseconds kGlance(100);      // between two looks at the interrupt
constexpr std::chrono::seconds kBeforeRightsEnd(120);  // for a checkpoint and its upload
constexpr int kLastTries = 3;

}  // namespace

JobReporter::JobReporter(AttemptFolder folder, const Options& options, const StopFlag& interrupt,
                         StopFlag& stop)
    : folder_(std::move(folder)), options_(options), interrupt_(interrupt), stop_(stop) {
  // The service may start a job again that it has lost: its lines go on where those of the first run ended.
  Result<JobProgress> before = folder_.progress();
  if (before.ok()) progress_ = std::move(before).value();
  progress_.exit_code.reset();
  for (const std::string& line : progress_.lines) bytes_ += line.size();
  thread_ = std::thread([this] { run(); });
}

JobReporter::~JobReporter() {
  end_thread();
}

void JobReporter::add(const std::string& line) {
  const std::lock_guard lock(mutex_);
  progress_.lines.push_back(line);
  bytes_ += line.size();
  size_t surplus = 0;
  while (progress_.lines.size() - surplus > 1 &&
         (progress_.lines.size() - surplus > kMostLines || bytes_ > kMostBytes))
    bytes_ -= progress_.lines[surplus++].size();
  progress_.lines.erase(progress_.lines.begin(),
                        progress_.lines.begin() + static_cast<std::ptrdiff_t>(surplus));
  progress_.first += surplus;
  news_ = true;
}

std::string JobReporter::reason() {
  const std::lock_guard lock(mutex_);
  return reason_;
}

void JobReporter::run() {
  Clock::time_point next = Clock::now();
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (interrupt_.requested()) stop_.request();
    if (Clock::now() >= next) {
      lock.unlock();
      look();
      write();
      next = Clock::now() + options_.interval;
      lock.lock();
      continue;
    }
    changed_.wait_for(lock, kGlance);
  }
}

void JobReporter::look() {
  std::string reason;
  const Result<std::string> found = folder_.reason_to_stop();
  if (found.ok()) reason = found.value();
  if (options_.rights_end && std::chrono::system_clock::now() >= *options_.rights_end - kBeforeRightsEnd)
    reason = "its rights to the bucket end";
  if (reason.empty()) return;
  const std::lock_guard lock(mutex_);
  if (reason_.empty()) reason_ = std::move(reason);
  stop_.request();
}

void JobReporter::write() {
  JobProgress copy;
  {
    const std::lock_guard lock(mutex_);
    if (!news_) return;
    news_ = false;
    copy = progress_;
  }
  if (folder_.set_progress(copy).ok()) return;
  const std::lock_guard lock(mutex_);
  news_ = true;
}

void JobReporter::end_thread() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Status JobReporter::finish(int exit_code) {
  end_thread();
  progress_.exit_code = exit_code;
  Status written;
  for (int i = 0; i < kLastTries; ++i) {
    written = folder_.set_progress(progress_);
    if (written.ok() || written.error().kind != ErrorKind::kUnavailable) break;
    std::this_thread::sleep_for(options_.interval);
  }
  return written;
}

}  // namespace theta::jobs
