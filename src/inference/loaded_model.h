#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/topic_model.h"

namespace theta::inference {

/// A model in memory with the working memory of those who use it. For any number of threads.
class LoadedModel {
 public:
  using Scratch = std::unique_ptr<engine::TopicModel::Scratch>;

  explicit LoadedModel(engine::TopicModel model) : model_(std::move(model)) {}

  const engine::TopicModel& model() const { return model_; }

  /// Working memory that nobody else uses meanwhile.
  Scratch take() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (idle_.empty()) return std::make_unique<engine::TopicModel::Scratch>();
    Scratch scratch = std::move(idle_.back());
    idle_.pop_back();
    return scratch;
  }
  void give_back(Scratch scratch) {
    const std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(std::move(scratch));
  }

 private:
  const engine::TopicModel model_;
  std::mutex mutex_;
  std::vector<Scratch> idle_;
};

}  // namespace theta::inference
