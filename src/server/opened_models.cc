#include "server/opened_models.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/folders.h"
#include "database/model_edits.h"
#include "engine/model_files.h"
#include "views/document_list.h"

namespace theta::server {
namespace {

constexpr size_t kMostSearches = 8;                   // of one model
constexpr size_t kMostAnswerBytes = size_t{4} << 20;  // of one model

}  // namespace

OpenedModel::OpenedModel(Services& services, database::Model row, std::shared_ptr<CachedModel> cached,
                         std::string folder)
    : services_(services), row_(std::move(row)), cached_(std::move(cached)), folder_(std::move(folder)) {
  std::error_code ignored;
  for (const std::string_view name : {engine::kTensorsFile, engine::kTopicWordsFile})
    weight_ += std::filesystem::file_size(join_path(folder_, name), ignored);
}

OpenedModel::~OpenedModel() {
  snapshot_.reset();
  static_cast<void>(remove_path(folder_));
}

Result<const engine::TopicModel*> OpenedModel::inference() {
  const std::lock_guard<std::mutex> lock(opening_);
  if (!model_.has_value()) {
    THETA_ASSIGN(engine::TopicModel opened, engine::TopicModel::open(folder_));
    model_.emplace(std::move(opened));
  }
  return &*model_;
}

Result<std::shared_ptr<const views::Snapshot>> OpenedModel::snapshot() {
  const std::lock_guard<std::mutex> lock(opening_);
  if (snapshot_ == nullptr) {
    THETA_RETURN_IF_ERROR(cached_->prepare_index(*services_.store, row_));
    THETA_ASSIGN(snapshot_, views::Snapshot::open(folder_, cached_->index()));
  }
  return snapshot_;
}

OpenedModel::Scratch OpenedModel::take() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (idle_.empty()) return std::make_unique<engine::TopicModel::Scratch>();
  Scratch scratch = std::move(idle_.back());
  idle_.pop_back();
  return scratch;
}

void OpenedModel::give_back(Scratch scratch) {
  const std::lock_guard<std::mutex> lock(mutex_);
  idle_.push_back(std::move(scratch));
}

std::optional<std::string> OpenedModel::find_answer(const std::string& question) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = answers_.find(question);
  return found == answers_.end() ? std::nullopt : std::optional(found->second);
}

void OpenedModel::keep_answer(const std::string& question, const std::string& answer) {
  if (answer.size() > kMostAnswerBytes / 2) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (answer_bytes_ + answer.size() > kMostAnswerBytes) {
    answers_.clear();
    answer_bytes_ = 0;
  }
  if (answers_.emplace(question, answer).second) answer_bytes_ += answer.size();
}

Result<std::shared_ptr<const std::vector<bool>>> OpenedModel::search(const views::Snapshot& snapshot,
                                                                     const std::string& text) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [searched, found] : searches_) {
      if (searched == text) return found;
    }
  }
  THETA_ASSIGN(std::vector<bool> matches, views::search_texts(snapshot, text));
  auto found = std::make_shared<const std::vector<bool>>(std::move(matches));
  const std::lock_guard<std::mutex> lock(mutex_);
  searches_.emplace_front(text, found);
  if (searches_.size() > kMostSearches) searches_.pop_back();
  return found;
}

OpenedModels::Entries::iterator OpenedModels::find(const database::Model& model) {
  return std::find_if(entries_.begin(), entries_.end(), [&model](const Entry& entry) {
    return entry.id == model.id && entry.edits == model.edits;
  });
}

Result<std::shared_ptr<OpenedModel>> OpenedModels::open(const database::Model& model) {
  {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      const auto entry = find(model);
      if (entry == entries_.end()) break;
      if (!entry->opening) {
        entries_.splice(entries_.begin(), entries_, entry);
        return entry->model;
      }
      opened_.wait(lock);  // whoever opens it; after a failure the next one tries
    }
    entries_.push_front({.id = model.id, .edits = model.edits});
  }
  Result<std::shared_ptr<OpenedModel>> opened = read(model);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto entry = find(model);
    if (opened.ok() && entry != entries_.end()) {
      entry->model = opened.value();
      entry->opening = false;
      close_some();
    } else if (entry != entries_.end()) {
      entries_.erase(entry);
    }
  }
  opened_.notify_all();
  return opened;
}

// Earlier states of the same models go first: nobody asks for them again. Those that are being opened stay,
// since others wait for them.
void OpenedModels::close_some() {
  std::erase_if(entries_, [this](const Entry& entry) {
    return !entry.opening && std::any_of(entries_.begin(), entries_.end(), [&entry](const Entry& other) {
      return other.id == entry.id && other.edits > entry.edits && !other.opening;
    });
  });
  uint64_t weight = 0;
  for (const Entry& entry : entries_) weight += entry.opening ? 0 : entry.model->weight();
  for (auto last = entries_.end(); last != entries_.begin();) {
    --last;
    if (last == entries_.begin() || (entries_.size() <= kMostModels && weight <= kMostWeight)) return;
    if (last->opening) continue;
    weight -= last->model->weight();
    last = entries_.erase(last);
  }
}

Result<ModelCache*> OpenedModels::cache() {
  const std::lock_guard<std::mutex> lock(cache_opening_);
  if (cache_ == nullptr) {
    THETA_ASSIGN(cache_, ModelCache::open(services_));
  }
  return cache_.get();
}

Result<std::shared_ptr<OpenedModel>> OpenedModels::read(const database::Model& model) {
  THETA_ASSIGN(ModelCache* const models, cache());
  THETA_ASSIGN(std::shared_ptr<CachedModel> cached, models->get(model));
  THETA_ASSIGN(const std::string edits, database::ModelEdits(*services_.database).text(model));
  THETA_ASSIGN(std::string folder, cached->add_edited(edits));
  return std::make_shared<OpenedModel>(services_, model, std::move(cached), std::move(folder));
}

void OpenedModels::forget(const database::ModelId& id) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::erase_if(entries_, [&id](const Entry& entry) { return entry.id == id; });
  }
  opened_.notify_all();
  const std::lock_guard<std::mutex> lock(cache_opening_);
  if (cache_ != nullptr) cache_->forget(id);
}

}  // namespace theta::server
