#include "server/model_cache.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/folders.h"
#include "corpus/corpus_files.h"
#include "engine/model_files.h"
#include "storage/transfer.h"
#include "tasks/job_plan.h"
#include "views/index_builder.h"
#include "views/index_files.h"

namespace theta::server {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMostServers = 64;  // on one scratch folder
constexpr const char* kFiles = "model";
constexpr const char* kIndex = "index";

uint64_t bytes_below(const std::string& folder) {
  uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error); !error && at != fs::recursive_directory_iterator();
       at.increment(error)) {
    std::error_code ignored;
    // Links of edited folders are no bytes of their own.
    if (at->is_regular_file(ignored))
      bytes += at->file_size(ignored) / std::max<uint64_t>(at->hard_link_count(ignored), 1);
  }
  return bytes;
}

}  // namespace

std::string CachedModel::files() const {
  return join_path(path_, kFiles);
}

std::string CachedModel::index() const {
  return join_path(path_, kIndex);
}

Status CachedModel::prepare_index(storage::ObjectStore& store, const database::Model& model) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!file_exists(join_path(index(), views::kIndexFile))) {
    THETA_RETURN_IF_ERROR(remove_path(index()));
    THETA_RETURN_IF_ERROR(make_folders(index()));
    THETA_RETURN_IF_ERROR(views::build_index(files(), index()));
  }
  if (texts_sought_ || file_exists(join_path(index(), views::kTextOffsets))) return {};
  THETA_RETURN_IF_ERROR(fetch_texts(store, model));
  texts_sought_ = true;
  return {};
}

Status CachedModel::fetch_texts(storage::ObjectStore& store, const database::Model& model) {
  THETA_ASSIGN(const std::string corpus, tasks::find_corpus(store, model.object_prefix));
  if (corpus.empty()) return {};
  const std::string folder = join_path(path_, "corpus");
  THETA_RETURN_IF_ERROR(make_folders(folder));
  for (const std::string_view name : {corpus::kCorpusFile, corpus::kDocumentsFile}) {
    const Status got = store.get_file(corpus + std::string(name), join_path(folder, name));
    // A corpus of published counts has no texts.
    if (!got.ok() && got.error().kind == ErrorKind::kNotFound) return remove_path(folder);
    THETA_RETURN_IF_ERROR(Status(got));
  }
  const formats::Json manifest = formats::parse_json(model.manifest_json, "manifest").value();
  const std::string hash = manifest.value("corpus", formats::Json::object()).value("hash", "");
  THETA_RETURN_IF_ERROR(views::build_texts(folder, hash, index()));
  return remove_path(folder);
}

Result<std::string> CachedModel::add_edited(const std::string& edits) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const std::string folder = join_path(path_, fmt::format("edited-{}", ++edited_));
  THETA_RETURN_IF_ERROR(make_folders(folder));
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(files(), error)) {
    if (entry.path().filename() == engine::kEditsFile) continue;
    fs::create_hard_link(entry.path(), fs::path(folder) / entry.path().filename(), error);
    if (error) break;
  }
  if (error) return errno_error(error.value(), "link the files of a model in", folder);
  if (!edits.empty()) THETA_RETURN_IF_ERROR(write_file_atomic(join_path(folder, engine::kEditsFile), edits));
  return folder;
}

Result<std::unique_ptr<ModelCache>> ModelCache::open(Services& services, uint64_t most_bytes) {
  for (size_t i = 1; i <= kMostServers; ++i) {
    const std::string folder = join_path(services.scratch, fmt::format("models-{}", i));
    THETA_RETURN_IF_ERROR(make_folders(folder));
    Result<AppendFile> lock = AppendFile::lock(join_path(folder, "lock"), std::chrono::milliseconds(0));
    if (!lock.ok() && lock.error().kind == ErrorKind::kConflict) continue;
    if (!lock.ok()) return lock.error();
    std::unique_ptr<ModelCache> cache(new ModelCache(services, folder, std::move(lock).value(), most_bytes));
    THETA_RETURN_IF_ERROR(cache->take_over());
    return cache;
  }
  return make_error(ErrorKind::kConflict, "{}: {} servers use it", services.scratch, kMostServers);
}

// What a server before this one has left: whole models are kept, the rest goes.
Status ModelCache::take_over() {
  std::error_code error;
  std::vector<std::string> rest;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    if (name == "lock") continue;
    const std::optional<database::ModelId> id = database::ModelId::parse(name);
    if (!id) {
      rest.push_back(entry.path().string());
      continue;
    }
    for (const auto& part : fs::directory_iterator(entry.path(), error)) {
      const std::string inside = part.path().filename().string();
      if (inside != kFiles && inside != kIndex) rest.push_back(part.path().string());
    }
    entries_.push_back({.id = *id, .model = std::make_shared<CachedModel>(entry.path().string())});
  }
  if (error) return errno_error(error.value(), "read", folder_);
  for (const std::string& path : rest) THETA_RETURN_IF_ERROR(remove_path(path));
  return {};
}

std::string ModelCache::place(const database::ModelId& id) const {
  return join_path(folder_, id.text());
}

Result<std::shared_ptr<CachedModel>> ModelCache::get(const database::Model& model) {
  std::shared_ptr<std::mutex> fetching;
  const auto find = [&] {
    const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                    [&model](const Entry& one) { return one.id == model.id; });
    if (entry == entries_.end()) entries_.push_front({.id = model.id});
    if (entry != entries_.end()) entries_.splice(entries_.begin(), entries_, entry);
    return entries_.begin();
  };
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto entry = find();
    if (entry->model != nullptr) return entry->model;
    fetching = entry->fetching;
  }
  const std::lock_guard<std::mutex> only(*fetching);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto entry = find();
    if (entry->model != nullptr) return entry->model;
  }
  THETA_RETURN_IF_ERROR(fetch(model));
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry = find();
  if (entry->model == nullptr) entry->model = std::make_shared<CachedModel>(place(model.id));
  std::shared_ptr<CachedModel> held = entry->model;
  make_room();
  return held;
}

// Fetched beside and moved into place, so that a folder of a model's name is whole.
Status ModelCache::fetch(const database::Model& model) {
  const std::string arriving = place(model.id) + ".arriving";
  THETA_RETURN_IF_ERROR(remove_path(arriving));
  const Status got = storage::get_folder(*services_.store, model.object_prefix, join_path(arriving, kFiles),
                                         std::string(engine::kManifestFile));
  if (!got.ok()) {
    static_cast<void>(remove_path(arriving));
    return got;
  }
  return replace_path(arriving, place(model.id));
}

// The caller holds the lock.
void ModelCache::make_room() {
  std::vector<uint64_t> sizes;
  uint64_t all = 0;
  for (const Entry& entry : entries_) {
    sizes.push_back(entry.model == nullptr ? 0 : bytes_below(place(entry.id)));
    all += sizes.back();
  }
  for (auto last = entries_.end(); all > most_bytes_ && last != entries_.begin();) {
    --last;
    const uint64_t bytes = sizes.back();
    sizes.pop_back();
    if (last->model == nullptr || last->model.use_count() > 1) continue;
    static_cast<void>(remove_path(place(last->id)));
    all -= bytes;
    last = entries_.erase(last);
  }
}

void ModelCache::forget(const database::ModelId& id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry =
      std::find_if(entries_.begin(), entries_.end(), [&id](const Entry& one) { return one.id == id; });
  if (entry == entries_.end() || entry->model == nullptr || entry->model.use_count() > 1) return;
  static_cast<void>(remove_path(place(id)));
  entries_.erase(entry);
}

}  // namespace theta::server
