#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "jobs/attempt_folder.h"
#include "tasks/dlc_launcher.h"
#include "tasks/dlc_order.h"

namespace theta::tasks {

/// One task's job at PAI-DLC, from the look whether there is one already to its end. Speaks to the services
/// on a thread of its own, so that the thread that holds the lease never waits for them.
class DlcFollower : public RunningJob {
 public:
  DlcFollower(DlcParts& parts, const JobPlan& plan, const database::Claim& claim, JobEvents& events);
  /// Leaves the job to itself.
  ~DlcFollower() override;
  DlcFollower(const DlcFollower&) = delete;
  DlcFollower& operator=(const DlcFollower&) = delete;

  std::optional<JobEnd> look() override;
  /// A cancelled job is stopped; any other reason leaves it running, for whoever holds the task next.
  void stop(Stop why) override;
  /// Nothing: the service ends it, and until it has, the task is not cancelled.
  void kill() override {}
  void leave() override;

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  JobEnd work();
  JobEnd interrupted();

  // Before there is a job.
  std::optional<JobEnd> find();
  Status look_for_earlier();
  Result<bool> is_ours(int64_t attempt);
  std::optional<JobEnd> create();
  Result<cloud::DlcClient::Created> create_once(const DlcOrder& order);
  Result<cloud::TemporaryCredentials> rights();
  std::optional<JobEnd> find_created(const std::string& name);

  // While there is one.
  JobEnd follow();
  void stop_twins();
  std::optional<JobEnd> read_progress();
  std::optional<JobEnd> look_at_job();
  JobEnd end_of(const cloud::DlcJob& job);
  std::vector<std::string> last_words(const cloud::DlcJob& job);
  JobEnd end_cancelled();

  std::string name_of(int64_t attempt) const;
  jobs::AttemptFolder folder();
  Result<std::vector<cloud::DlcJob>> jobs_of_task();
  Result<bool> is_there(const std::string& key);
  Stop asked();
  bool pause(std::chrono::milliseconds time);  // false: a reason to stop has come
  void wait_out(const Error& error);
  void tell(const std::string& sentence);
  void hand_on(std::string line);

  DlcParts& parts_;
  const JobPlan plan_;
  const database::Claim claim_;
  JobEvents& events_;
  cloud::DlcJob job_;  // once there is one
  int64_t attempt_ = 0;
  uint64_t next_line_ = 0;
  std::string said_status_;
  formats::Json said_;  // what the job itself said of its failure
  bool has_result_ = false;
  bool doubtful_ = false;  // a creation got no answer

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;  // for look()
  Stop stop_ = Stop::kNone;
  std::optional<JobEnd> end_;
  std::thread thread_;
};

}  // namespace theta::tasks
