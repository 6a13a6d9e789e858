#pragma once

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "database/models.h"
#include "engine/topic_model.h"
#include "server/services.h"

namespace theta::server {

/// A model that answers questions, and the working memory of those who ask.
class OpenedModel {
 public:
  explicit OpenedModel(engine::TopicModel model) : model_(std::move(model)) {}

  const engine::TopicModel& model() const { return model_; }

  /// Working memory that nobody else uses meanwhile.
  using Scratch = std::unique_ptr<engine::TopicModel::Scratch>;
  Scratch take();
  void give_back(Scratch scratch);

 private:
  const engine::TopicModel model_;
  std::mutex mutex_;
  std::vector<Scratch> idle_;
};

/// The models that were asked last, open: opening one takes longer than many answers. Bounded in number; the
/// one not asked for longest goes first. For any number of threads; a model is opened once however many ask
/// for it at the same time.
class OpenedModels {
 public:
  static constexpr size_t kMostModels = 8;

  explicit OpenedModels(Services& services) : services_(services) {}

  /// The caller has looked the model up with its owner.
  Result<std::shared_ptr<OpenedModel>> open(const database::Model& model);
  /// Closes the model, as far as nobody uses it any more.
  void forget(const database::ModelId& id);

 private:
  struct Entry {
    database::ModelId id;
    bool opening = true;
    std::shared_ptr<OpenedModel> model;
  };
  using Entries = std::list<Entry>;  // asked last first

  Result<std::shared_ptr<OpenedModel>> read(const database::Model& model);
  Entries::iterator find(const database::ModelId& id);

  Services& services_;
  std::mutex mutex_;
  std::condition_variable opened_;
  Entries entries_;
};

}  // namespace theta::server
