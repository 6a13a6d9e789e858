#include "inference/model_shelf.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/hash.h"
#include "engine/model_files.h"
#include "inference/edited_folder.h"

namespace theta::inference {
namespace fs = std::filesystem;
namespace {

constexpr size_t kLongestName = 512;

// A path below a folder that cannot leave it. Hidden files are no models.
bool is_name(const std::string& name) {
  if (name.empty() || name.size() > kLongestName || name.back() == '/') return false;
  bool begins = true;
  for (const char c : name) {
    if (begins && (c == '/' || c == '.')) return false;
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '/';
    if (!plain) return false;
    begins = c == '/';
  }
  return true;
}

std::string name_of(const std::string& folder) {
  const fs::path whole = fs::absolute(folder).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

bool holds_model(const std::string& folder) {
  return file_exists(join_path(folder, engine::kManifestFile));
}

// Time and size of a file; empty where there is none.
std::string stamp_of_file(const std::string& path) {
  std::error_code error;
  const auto time = fs::last_write_time(path, error);
  if (error) return {};
  const uintmax_t size = fs::file_size(path, error);
  return error ? "" : fmt::format("{} {}", time.time_since_epoch().count(), size);
}

uint64_t bytes_of(const std::string& folder) {
  uint64_t bytes = 0;
  for (const std::string_view name :
       {engine::kTensorsFile, engine::kTopicWordsFile, engine::kModelVocabularyFile}) {
    std::error_code error;
    const uintmax_t size = fs::file_size(join_path(folder, name), error);
    if (!error) bytes += size;
  }
  return bytes;
}

Result<engine::TopicModel> open_model(const std::string& folder, const std::optional<std::string>& edits) {
  if (!edits.has_value()) return engine::TopicModel::open(folder);
  THETA_ASSIGN(const EditedFolder edited, EditedFolder::make(folder, *edits));
  return engine::TopicModel::open(edited.path());
}

}  // namespace

Result<std::unique_ptr<ModelShelf>> ModelShelf::open(const std::vector<std::string>& places,
                                                     ShelfLimits limits) {
  std::unique_ptr<ModelShelf> shelf(new ModelShelf(limits));
  for (const std::string& place : places) THETA_RETURN_IF_ERROR(shelf->add(place));
  return shelf;
}

Status ModelShelf::add(const std::string& place) {
  if (!is_folder(place)) return not_found("{}: is no folder", place);
  if (!holds_model(place)) {
    roots_.push_back(place);
    return {};
  }
  const std::string name = name_of(place);
  for (const auto& [other, folder] : named_) {
    if (other == name) return usage_error("{} and {}: two models cannot have the same name", folder, place);
  }
  named_.emplace_back(name, place);
  return {};
}

Status ModelShelf::open_named() {
  for (size_t i = 0; i < std::min(named_.size(), limits_.models); ++i)
    THETA_RETURN_IF_ERROR(get(named_[i].first, std::nullopt).status());
  return {};
}

Result<std::string> ModelShelf::folder_of(const std::string& name) const {
  for (const auto& [known, folder] : named_) {
    if (known != name) continue;
    if (holds_model(folder)) return folder;
    return not_found("model: \"{}\" does not exist any more", name);
  }
  if (!is_name(name)) return usage_error("model: is not the name of a model");
  for (const std::string& root : roots_) {
    std::string folder = join_path(root, name);
    if (holds_model(folder)) return folder;
  }
  return not_found("model: \"{}\" does not exist", name);
}

ModelShelf::Stamp ModelShelf::stamp_of(const std::string& folder) {
  return {stamp_of_file(join_path(folder, engine::kManifestFile)),
          stamp_of_file(join_path(folder, engine::kEditsFile))};
}

ModelShelf::Entries::iterator ModelShelf::find(const std::string& name, const std::string& edits_hash) {
  return std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.name == name && entry.edits_hash == edits_hash;
  });
}

// Whether what is open is still what the files are, and what they are now if not. Holds no lock.
Result<std::shared_ptr<LoadedModel>> ModelShelf::look(const Entry& seen, const std::string& folder,
                                                      const std::optional<std::string>& edits) {
  const Stamp before = stamp_of(folder);
  if (seen.model != nullptr && seen.stamp.manifest == before.manifest &&
      (edits.has_value() || seen.stamp.edits == before.edits))
    return seen.model;
  THETA_ASSIGN(engine::TopicModel model, open_model(folder, edits));
  if (stamp_of(folder) != before)
    return make_error(ErrorKind::kUnavailable, "{}: is being replaced at this moment", seen.name);
  return std::make_shared<LoadedModel>(std::move(model));
}

Result<std::shared_ptr<LoadedModel>> ModelShelf::get(const std::string& asked,
                                                     const std::optional<std::string>& edits) {
  if (asked.empty() && named_.size() != 1)
    return usage_error("model: is needed, since there is not just one to choose from");
  const std::string name = asked.empty() ? named_.front().first : asked;
  const std::string hash = edits.has_value() ? sha256_hex(*edits) : "";
  Entry seen;
  {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      const auto entry = find(name, hash);
      if (entry == entries_.end()) {
        entries_.push_front({.name = name, .edits_hash = hash});
        seen = entries_.front();
        break;
      }
      const bool fresh = entry->opening || Clock::now() - entry->looked < limits_.look;
      if (entry->model != nullptr && fresh) {
        entries_.splice(entries_.begin(), entries_, entry);
        return entry->model;
      }
      if (!entry->opening) {
        entry->opening = true;
        seen = *entry;
        break;
      }
      opened_.wait(lock);  // whoever opens it; after a failure the next one tries
    }
  }
  Result<std::string> folder = folder_of(name);
  const Stamp stamp = folder.ok() ? stamp_of(folder.value()) : Stamp{};
  Result<std::shared_ptr<LoadedModel>> now =
      folder.ok() ? look(seen, folder.value(), edits) : Result<std::shared_ptr<LoadedModel>>(folder.error());
  const bool gone = !now.ok() && now.error().kind == ErrorKind::kNotFound;
  const bool keeps = !now.ok() && !gone && seen.model != nullptr;
  if (keeps && report_) report_(name, now.error());
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto entry = find(name, hash);
    if (now.ok() || keeps) {
      if (now.ok() && now.value() != seen.model) {
        entry->stamp = stamp;
        entry->bytes = bytes_of(folder.value());
        reloads_ += seen.model == nullptr ? 0 : 1;
        entry->model = now.value();
      }
      entry->opening = false;
      entry->looked = Clock::now();
      close_some();
    } else {
      entries_.erase(entry);
    }
  }
  opened_.notify_all();
  return keeps ? Result<std::shared_ptr<LoadedModel>>(seen.model) : std::move(now);
}

// The caller holds the lock. The one asked for last stays whatever its size, and so do those that are being
// opened, since others wait for them.
void ModelShelf::close_some() {
  uint64_t bytes = 0;
  for (const Entry& entry : entries_) bytes += entry.bytes;
  for (auto last = entries_.end(); last != entries_.begin();) {
    --last;
    if (last == entries_.begin() || (entries_.size() <= limits_.models && bytes <= limits_.bytes)) return;
    if (last->opening) continue;
    bytes -= last->bytes;
    last = entries_.erase(last);
  }
}

std::vector<ShelvedModel> ModelShelf::list() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<ShelvedModel> models;
  for (const Entry& entry : entries_) {
    if (entry.model != nullptr) models.push_back({entry.name, entry.bytes});
  }
  return models;
}

uint64_t ModelShelf::reloads() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return reloads_;
}

}  // namespace theta::inference
