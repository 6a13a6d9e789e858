#include "server/survey_cache.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "base/error_kind_name.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/hash.h"
#include "survey/survey_files.h"

namespace theta::server {
namespace fs = std::filesystem;
namespace {

constexpr const char* kWorking = "working-";
constexpr const char* kLock = "lock";
constexpr int kFormat = 1;  // rises when a survey finds more or other things than before

// Whether another process works there; what nobody holds is gone afterwards.
void sweep(const std::string& folder) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string path = at->path().string();
    if (!at->path().filename().string().starts_with(kWorking)) continue;
    const Result<AppendFile> lock = AppendFile::lock(join_path(path, kLock), std::chrono::milliseconds(0));
    if (lock.ok()) static_cast<void>(remove_path(path));
  }
}

struct Entry {
  std::string path;
  uint64_t bytes = 0;
  fs::file_time_type used;
};

Entry entry_of(const std::string& path) {
  std::error_code error;
  Entry entry{path, 0, fs::last_write_time(path, error)};
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    const uint64_t size = at->file_size(ignored);
    if (!ignored) entry.bytes += size;
  }
  return entry;
}

}  // namespace

Result<SurveyCache> SurveyCache::open(const std::string& folder, uint64_t most_bytes) {
  THETA_RETURN_IF_ERROR(make_folders(folder));
  sweep(folder);
  const std::string working = join_path(folder, kWorking + database::FileId::random().text());
  THETA_RETURN_IF_ERROR(make_folders(working));
  THETA_ASSIGN(AppendFile lock, AppendFile::lock(join_path(working, kLock), std::chrono::milliseconds(0)));
  return SurveyCache(folder, working, std::move(lock), most_bytes);
}

std::string SurveyCache::key(const SurveyOrder& order, SurveyPart part) {
  formats::Json named = {{"format", kFormat}, {"program", THETA_VERSION}, {"files", formats::Json::array()}};
  for (size_t i = 0; i < order.files.size(); ++i)
    named["files"].push_back({order.files[i].name, order.sha256[i]});
  // The order of the members says nothing.
  named["import"] = formats::json_line(nlohmann::json(order.import));
  Sha256 hash;
  hash.update(formats::json_line(named));
  return hash.hex().substr(0, 32) + (part == SurveyPart::kWhole ? "-whole" : "-columns");
}

Status SurveyCache::error_in(const std::string& folder) {
  const std::string path = join_path(folder, survey::kErrorFile);
  if (!file_exists(path)) return {};
  THETA_ASSIGN(const formats::Json json, formats::read_json(path));
  const std::string kind = json.value("kind", "");
  for (const ErrorKind known : {ErrorKind::kBadInput, ErrorKind::kUnsupported, ErrorKind::kExhausted}) {
    if (kind == error_kind_name(known)) return Error{known, json.value("message", "")};
  }
  return make_error(ErrorKind::kFailed, "{}", json.value("message", ""));
}

std::string SurveyCache::place(const database::DatasetId& dataset, const std::string& key) const {
  return join_path(join_path(folder_, dataset.text()), key);
}

Result<std::optional<std::string>> SurveyCache::find(const database::DatasetId& dataset,
                                                     const std::string& key) const {
  std::string path = place(dataset, key);
  if (!is_folder(path)) return std::optional<std::string>();
  std::error_code ignored;
  fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
  THETA_RETURN_IF_ERROR(error_in(path));
  return std::optional<std::string>(std::move(path));
}

Result<std::string> SurveyCache::begin() const {
  std::string path = join_path(working_, database::FileId::random().text());
  THETA_RETURN_IF_ERROR(make_folders(path));
  return path;
}

Status SurveyCache::keep(const std::string& working, const database::DatasetId& dataset,
                         const std::string& key) const {
  const std::string to = place(dataset, key);
  THETA_RETURN_IF_ERROR(make_folders(join_path(folder_, dataset.text())));
  std::error_code error;
  fs::rename(working, to, error);
  // Another server may have been first: its findings are the same.
  if (error && !is_folder(to)) return errno_error(error.value(), "write", to);
  if (error) THETA_RETURN_IF_ERROR(remove_path(working));
  make_room();
  return {};
}

void SurveyCache::forget(const database::DatasetId& dataset) const {
  static_cast<void>(remove_path(join_path(folder_, dataset.text())));
}

void SurveyCache::make_room() const {
  std::vector<Entry> entries;
  uint64_t bytes = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string().starts_with(kWorking)) continue;
    std::error_code inner;
    for (fs::directory_iterator entry(at->path(), inner); !inner && entry != end; entry.increment(inner)) {
      entries.push_back(entry_of(entry->path().string()));
      bytes += entries.back().bytes;
    }
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  // The newest stays, however large: somebody waits for it.
  for (size_t i = 0; i + 1 < entries.size() && bytes > most_bytes_; ++i) {
    if (remove_path(entries[i].path).ok()) bytes -= entries[i].bytes;
  }
}

}  // namespace theta::server
