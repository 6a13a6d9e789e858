#include "storage/local_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "base/files.h"
#include "storage/folder_entries.h"
#include "storage/local_list.h"
#include "storage/local_place.h"
#include "storage/local_reader.h"
#include "storage/local_writer.h"
#include "storage/object_key.h"

namespace theta::storage {
namespace {

constexpr const char* kMarkerFile = "store";
constexpr std::string_view kMarker = "theta-store 1\n";
constexpr std::string_view kMarkerFormat = "theta-store ";

// Told before the bytes are sent, where it is known then; the writer's finish() decides.
bool exists(int objects, const std::string& key) {
  const LocalPlace place(key);
  return open_beneath(objects, place.path(), O_PATH, place.shown).ok();
}

}  // namespace

Result<std::unique_ptr<LocalStore>> LocalStore::open_folder(const std::string& root, Disk& disk) {
  std::unique_ptr<LocalStore> store(new LocalStore(root, disk));
  THETA_RETURN_IF_ERROR(store->prepare());
  return store;
}

Status LocalStore::prepare() {
  THETA_RETURN_IF_ERROR(make_folders(root_));
  THETA_RETURN_IF_ERROR(check_marker());
  THETA_RETURN_IF_ERROR(make_folders(join_path(root_, "objects")));
  THETA_RETURN_IF_ERROR(make_folders(join_path(root_, "incoming")));
  THETA_RETURN_IF_ERROR(sync_folder(root_));
  const Descriptor root(::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root.valid()) return errno_error(errno, "open", root_);
  THETA_ASSIGN(objects_, open_beneath(root.get(), "objects", O_RDONLY | O_DIRECTORY, root_));
  THETA_ASSIGN(incoming_, open_beneath(root.get(), "incoming", O_RDONLY | O_DIRECTORY, root_));
  folders_ = std::make_unique<FolderMaker>(disk_, objects_.get());
  return sweep();
}

// The marker says that the folder is a store; it is written first, so only an empty folder may lack it.
Status LocalStore::check_marker() {
  const std::string path = join_path(root_, kMarkerFile);
  Result<std::string> marker = read_file(path);
  if (!marker.ok()) {
    if (marker.error().kind != ErrorKind::kNotFound) return marker.error();
    std::error_code error;
    const bool empty = std::filesystem::is_empty(root_, error);
    if (error) return errno_error(error.value(), "read", root_);
    if (!empty) return usage_error("{}: is not empty and not a store of objects; name another folder", root_);
    const Status written = write_file_atomic(path, kMarker);
    if (written.ok()) return {};
    marker = read_file(path);  // another process may have been faster
    if (!marker.ok()) return written;
  }
  if (marker.value() == kMarker) return {};
  if (marker.value().starts_with(kMarkerFormat))
    return make_error(ErrorKind::kUnsupported, "{}: was made by a newer release", root_);
  return usage_error("{}: is not a store of objects; name another folder", root_);
}

Status LocalStore::sweep() {
  THETA_ASSIGN(const std::vector<FolderEntry> entries, folder_entries(incoming_.get(), root_));
  for (const FolderEntry& entry : entries) {
    const Descriptor file(
        ::openat(incoming_.get(), entry.name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.valid() && errno == ENOENT) continue;
    const bool in_use = file.valid() && ::flock(file.get(), LOCK_EX | LOCK_NB) != 0;
    if (!in_use && disk_.unlink(incoming_.get(), entry.name.c_str()) != 0 && errno != ENOENT)
      return errno_error(errno, "remove a file of", join_path(root_, "incoming"));
  }
  return {};
}

Result<std::unique_ptr<ObjectWriter>> LocalStore::create(const std::string& key, PutMode mode) {
  THETA_RETURN_IF_ERROR(check_key(key));
  if (mode == PutMode::kCreateOnly && exists(objects_.get(), key))
    return make_error(ErrorKind::kConflict, "object {}: exists already", key);
  return LocalWriter::create(disk_, incoming_.get(), *folders_, key, mode);
}

Result<std::unique_ptr<ObjectReader>> LocalStore::open(const std::string& key) {
  THETA_RETURN_IF_ERROR(check_key(key));
  return LocalReader::open(objects_.get(), key);
}

Result<ObjectInfo> LocalStore::head(const std::string& key) {
  THETA_ASSIGN(const std::unique_ptr<ObjectReader> reader, open(key));
  return reader->info();
}

Result<ObjectPage> LocalStore::list(const std::string& prefix, const std::string& after, size_t limit) {
  THETA_RETURN_IF_ERROR(check_prefix(prefix));
  return list_objects(objects_.get(), prefix, after, std::clamp(limit, size_t{1}, kLargestPage));
}

Status LocalStore::remove(const std::string& key) {
  THETA_RETURN_IF_ERROR(check_key(key));
  const LocalPlace place(key);
  const Result<Descriptor> folder =
      open_beneath(objects_.get(), place.folder, O_RDONLY | O_DIRECTORY, place.shown);
  if (!folder.ok()) return folder.error().kind == ErrorKind::kNotFound ? Status() : folder.status();
  if (disk_.unlink(folder.value().get(), place.name.c_str()) != 0)
    return errno == ENOENT ? Status() : errno_error(errno, "remove", place.shown);
  if (disk_.sync(folder.value().get()) != 0) return errno_error(errno, "remove", place.shown);
  prune(place.folder);
  return {};
}

// Removes folders that hold nothing any more, innermost first. Only tidying: one that is not empty, or that a
// crash brings back, does no harm.
void LocalStore::prune(std::string folder) {
  while (!folder.empty()) {
    const size_t slash = folder.rfind('/');
    const std::string parent = slash == std::string::npos ? std::string() : folder.substr(0, slash);
    const std::string name = slash == std::string::npos ? folder : folder.substr(slash + 1);
    const Result<Descriptor> above = open_beneath(objects_.get(), parent, O_RDONLY | O_DIRECTORY, parent);
    if (!above.ok() || ::unlinkat(above.value().get(), name.c_str(), AT_REMOVEDIR) != 0) return;
    folder = parent;
  }
}

}  // namespace theta::storage
