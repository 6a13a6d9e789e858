#include "storage/transfer.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/files.h"

namespace theta::storage {
namespace fs = std::filesystem;
namespace {

constexpr size_t kPiece = size_t{1} << 20;  // bytes that are copied at once

Status get_into(ObjectStore& store, const std::string& key, const std::string& path) {
  THETA_RETURN_IF_ERROR(make_folders(fs::path(path).parent_path().string()));
  return store.get_file(key, path);
}

}  // namespace

Result<std::vector<std::string>> files_below(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const bool hidden = at->path().filename().string().starts_with('.');
    if (hidden && at->is_directory(error)) at.disable_recursion_pending();
    if (hidden || at->is_symlink(error) || !at->is_regular_file(error)) continue;
    names.push_back(at->path().string().substr(join_path(folder, "").size()));
  }
  if (error) return errno_error(error.value(), "read", folder);
  std::sort(names.begin(), names.end());
  return names;
}

Status for_each_object(ObjectStore& store, const std::string& prefix,
                       const std::function<Status(const ObjectInfo& object)>& take) {
  std::string after;
  for (;;) {
    THETA_ASSIGN(const ObjectPage page, store.list(prefix, after));
    for (const ObjectInfo& object : page.objects) THETA_RETURN_IF_ERROR(take(object));
    if (!page.more) return {};
    after = page.objects.back().key;
  }
}

Result<uint64_t> stored_bytes(ObjectStore& store, const std::string& prefix) {
  uint64_t bytes = 0;
  THETA_RETURN_IF_ERROR(for_each_object(store, prefix, [&bytes](const ObjectInfo& object) {
    bytes += object.size;
    return Status();
  }));
  return bytes;
}

Status put_folder(ObjectStore& store, const std::string& folder, const std::string& prefix,
                  const std::string& last) {
  THETA_ASSIGN(const std::vector<std::string> names, files_below(folder));
  for (const std::string& name : names) {
    if (name != last) THETA_RETURN_IF_ERROR(store.put_file(prefix + name, join_path(folder, name)).status());
  }
  return store.put_file(prefix + last, join_path(folder, last)).status();
}

Status get_folder(ObjectStore& store, const std::string& prefix, const std::string& folder,
                  const std::string& last) {
  THETA_RETURN_IF_ERROR(store.head(prefix + last).status());
  THETA_RETURN_IF_ERROR(for_each_object(store, prefix, [&](const ObjectInfo& object) {
    const std::string name = object.key.substr(prefix.size());
    return name == last ? Status() : get_into(store, object.key, join_path(folder, name));
  }));
  return get_into(store, prefix + last, join_path(folder, last));
}

Result<ObjectInfo> compose(ObjectStore& store, const std::vector<std::string>& keys,
                           const std::string& target) {
  THETA_ASSIGN(const auto writer, store.create(target));
  std::vector<char> piece(kPiece);
  for (const std::string& key : keys) {
    THETA_ASSIGN(const auto reader, store.open(key));
    for (uint64_t at = 0; at < reader->info().size;) {
      THETA_ASSIGN(const size_t got, reader->read(at, piece));
      THETA_RETURN_IF_ERROR(writer->write({piece.data(), got}));
      at += got;
    }
  }
  return writer->finish();
}

Status remove_all(ObjectStore& store, const std::string& prefix, const std::string& first) {
  if (!first.empty()) THETA_RETURN_IF_ERROR(store.remove(first));
  return for_each_object(store, prefix,
                         [&store](const ObjectInfo& object) { return store.remove(object.key); });
}

}  // namespace theta::storage
