#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "server/services.h"
#include "server/survey_cache.h"

namespace theta::server {

/// Has data sets looked through by children of the server: hostile or huge files cost it neither memory nor
/// threads. One child looks at first rows and one at whole data sets at a time, with less priority than the
/// server. For any number of threads.
class Surveys {
 public:
  explicit Surveys(Services& services);
  ~Surveys();
  Surveys(const Surveys&) = delete;
  Surveys& operator=(const Surveys&) = delete;

  /// The folder of a finished survey (survey/survey_files.h). Begins it where there is none, and waits for
  /// it, but no longer than `patience`: nothing means that it is not there yet. Errors: what is wrong with
  /// the files (kBadInput, kUnsupported); kTooMany when too many wait already.
  Result<std::optional<std::string>> find(const SurveyOrder& order, SurveyPart part,
                                          std::chrono::milliseconds patience);
  /// Removes what is kept of a data set.
  void forget(const database::DatasetId& dataset);

 private:
  struct Run {
    SurveyOrder order;
    SurveyPart part = SurveyPart::kWhole;
    std::string key;
    bool forgotten = false;
    bool ended = false;
    Status failure;  // what is no finding about the files
    std::chrono::steady_clock::time_point end_time{};
  };
  using Shared = std::shared_ptr<Run>;
  struct Lane {
    std::deque<Shared> waiting;
    std::thread thread;
  };

  Result<Shared> ask(const SurveyOrder& order, SurveyPart part, const std::string& key);
  void work(size_t lane);
  Status run(const Run& run);
  bool is_forgotten(const Run& run);
  Status run_child(const Run& run, const std::string& folder);

  Services& services_;
  Result<SurveyCache> cache_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Shared> runs_;  // by data set and key: those that wait, run, or failed just now
  std::array<Lane, 2> lanes_;           // by SurveyPart
  size_t watchers_ = 0;                 // handler threads that wait
  std::atomic<bool> stopping_ = false;
};

}  // namespace theta::server
