#include "server/opened_models.h"

#include <algorithm>

#include "base/temporary_folder.h"
#include "engine/model_files.h"
#include "storage/transfer.h"

namespace theta::server {

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

OpenedModels::Entries::iterator OpenedModels::find(const database::ModelId& id) {
  return std::find_if(entries_.begin(), entries_.end(), [&id](const Entry& entry) { return entry.id == id; });
}

Result<std::shared_ptr<OpenedModel>> OpenedModels::open(const database::Model& model) {
  {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      const auto entry = find(model.id);
      if (entry == entries_.end()) break;
      if (!entry->opening) {
        entries_.splice(entries_.begin(), entries_, entry);
        return entry->model;
      }
      opened_.wait(lock);  // whoever opens it; after a failure the next one tries
    }
    entries_.push_front({.id = model.id});
  }
  Result<std::shared_ptr<OpenedModel>> opened = read(model);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto entry = find(model.id);
    if (opened.ok() && entry != entries_.end()) {
      entry->model = opened.value();
      entry->opening = false;
      // Those that are being opened stay: others wait for them.
      for (auto last = entries_.end(); entries_.size() > kMostModels && last != entries_.begin();) {
        --last;
        if (!last->opening) last = entries_.erase(last);
      }
    } else if (entry != entries_.end()) {
      entries_.erase(entry);
    }
  }
  opened_.notify_all();
  return opened;
}

// The model's files are needed in a folder for as long as it is being read.
Result<std::shared_ptr<OpenedModel>> OpenedModels::read(const database::Model& model) {
  const TemporaryFolder folder(services_.scratch);
  THETA_RETURN_IF_ERROR(storage::get_folder(*services_.store, model.object_prefix, folder.path(),
                                            std::string(engine::kManifestFile)));
  THETA_ASSIGN(engine::TopicModel opened, engine::TopicModel::open(folder.path()));
  return std::make_shared<OpenedModel>(std::move(opened));
}

void OpenedModels::forget(const database::ModelId& id) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto entry = find(id);
    if (entry != entries_.end()) entries_.erase(entry);
  }
  opened_.notify_all();
}

}  // namespace theta::server
