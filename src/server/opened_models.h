#pragma once

#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "database/models.h"
#include "engine/topic_model.h"
#include "server/model_cache.h"
#include "server/services.h"
#include "views/snapshot.h"

namespace theta::server {

/// A model at one state of its edits, ready to answer; its parts are opened when they are first asked for.
/// For any number of threads.
class OpenedModel {
 public:
  OpenedModel(Services& services, database::Model row, std::shared_ptr<CachedModel> cached,
              std::string folder);
  ~OpenedModel();
  OpenedModel(const OpenedModel&) = delete;
  OpenedModel& operator=(const OpenedModel&) = delete;

  /// The model folder with its edits.
  const std::string& folder() const { return folder_; }

  /// For inference. Valid while this object lives.
  Result<const engine::TopicModel*> inference();
  /// For views.
  Result<std::shared_ptr<const views::Snapshot>> snapshot();

  /// Working memory of an inference that nobody else uses meanwhile.
  using Scratch = std::unique_ptr<engine::TopicModel::Scratch>;
  Scratch take();
  void give_back(Scratch scratch);

  /// Bodies of answers by what was asked, bounded in bytes.
  std::optional<std::string> find_answer(const std::string& question);
  void keep_answer(const std::string& question, const std::string& answer);

  /// views::search_texts(), kept for further pages of the last searches.
  Result<std::shared_ptr<const std::vector<bool>>> search(const views::Snapshot& snapshot,
                                                          const std::string& text);

  /// Memory that it may take, roughly: network and topics.
  uint64_t weight() const { return weight_; }

 private:
  Services& services_;
  const database::Model row_;
  const std::shared_ptr<CachedModel> cached_;
  const std::string folder_;
  uint64_t weight_ = 0;
  std::mutex opening_;
  std::optional<engine::TopicModel> model_;
  std::shared_ptr<const views::Snapshot> snapshot_;
  std::mutex mutex_;
  std::vector<Scratch> idle_;
  std::map<std::string, std::string> answers_;
  size_t answer_bytes_ = 0;
  std::list<std::pair<std::string, std::shared_ptr<const std::vector<bool>>>> searches_;  // last first
};

/// The models that were asked last, open: opening one takes longer than many answers. Bounded in number and
/// memory; the one not asked for longest goes first. For any number of threads; a model is opened once
/// however many ask for it at the same time.
class OpenedModels {
 public:
  static constexpr size_t kMostModels = 8;
  static constexpr uint64_t kMostWeight = uint64_t{128} << 20;

  explicit OpenedModels(Services& services) : services_(services) {}

  /// The model at its present edits. The caller has looked it up with its owner.
  Result<std::shared_ptr<OpenedModel>> open(const database::Model& model);
  /// Closes the model, as far as nobody uses it any more.
  void forget(const database::ModelId& id);

 private:
  struct Entry {
    database::ModelId id;
    int64_t edits = 0;
    bool opening = true;
    std::shared_ptr<OpenedModel> model;
  };
  using Entries = std::list<Entry>;  // asked last first

  Result<std::shared_ptr<OpenedModel>> read(const database::Model& model);
  Result<ModelCache*> cache();
  Entries::iterator find(const database::Model& model);
  void close_some();

  Services& services_;
  std::unique_ptr<ModelCache> cache_;
  std::mutex cache_opening_;
  std::mutex mutex_;
  std::condition_variable opened_;
  Entries entries_;
};

}  // namespace theta::server
