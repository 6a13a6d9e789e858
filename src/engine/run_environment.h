#pragma once

#include <functional>
#include <string>
#include <utility>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "formats/json.h"

namespace theta::engine {

/// Where a run reports to and what may stop it. Everything but the pool may be absent.
struct RunEnvironment {
  ThreadPool& pool;
  ProgressSink* progress = nullptr;
  const StopFlag* stop = nullptr;
  std::function<void(const formats::Json& epoch)>
      on_epoch;                                      ///< with each line of the history, as soon as it stands
  std::function<void(const std::string& line)> say;  ///< a sentence for the user
  /// With each checkpoint that was written: the model folder to come, the file, and the epochs done. An error
  /// ends the run.
  std::function<Status(const std::string& out, const std::string& file, size_t epochs)> on_checkpoint;
  /// With each model of a series that was finished. An error ends the series.
  std::function<Status(const std::string& folder)> on_model;
  /// Now and then while a model is trained: the words of its topics (TopicWatch::look).
  std::function<void(const formats::Json& topics)> on_topics;

  bool stop_requested() const { return stop != nullptr && stop->requested(); }
  void tell(const std::string& line) const {
    if (say) say(line);
  }
  void show(const char* stage, uint64_t done, uint64_t total, const char* unit,
            std::string detail = {}) const {
    if (progress != nullptr) progress->progress({stage, done, total, unit, std::move(detail)});
  }
};

}  // namespace theta::engine
