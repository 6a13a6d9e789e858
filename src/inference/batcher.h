#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "inference/loaded_model.h"

namespace theta::inference {

struct BatcherLimits {
  size_t threads = 0;                   ///< that infer; 0: one per processor
  size_t questions = 64;                ///< that wait or are being answered
  uint64_t bytes = uint64_t{64} << 20;  ///< of their texts
  size_t batch = 64;                    ///< texts that are inferred together
  size_t turn = 8;                      ///< texts of one question in a batch while others wait
};

struct BatcherStats {
  size_t waiting = 0;      ///< questions
  uint64_t questions = 0;  ///< answered since the start
  uint64_t refused = 0;    ///< because the queue was full
  uint64_t texts = 0;
  uint64_t batches = 0;
};

/// Answers the questions of many threads on one pool: what waits at the same time is inferred together, a
/// few texts of each question in turn, so that a question of a thousand texts does not hold up one of a
/// single text. A text's answer does not depend on the batch.
class Batcher {
 public:
  explicit Batcher(BatcherLimits limits);
  /// Waits for the questions that were taken.
  ~Batcher();
  Batcher(const Batcher&) = delete;
  Batcher& operator=(const Batcher&) = delete;

  /// Topics of each text, in order; blocks until all are there. kTooMany at once while the queue is full.
  Result<std::vector<engine::TextTopics>> infer(LoadedModel& model, const std::vector<std::string>& texts,
                                                size_t most_evidence);
  BatcherStats stats() const;

 private:
  struct Question {
    LoadedModel& model;
    const std::vector<std::string>& texts;
    size_t most_evidence;
    std::vector<engine::TextTopics> answers;
    size_t given = 0;  // texts that batches were made of
    bool done = false;
  };
  struct Item {
    Question* question;
    size_t text;
  };

  void work();
  std::vector<Item> next_batch();
  void infer_all(const std::vector<Item>& batch);
  void finish_answered();

  const BatcherLimits limits_;
  ThreadPool pool_;
  mutable std::mutex mutex_;
  std::condition_variable asked_;
  std::condition_variable answered_;
  std::deque<Question*> questions_;  // the next turn first
  uint64_t bytes_ = 0;
  BatcherStats stats_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace theta::inference
