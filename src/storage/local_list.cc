#include "storage/local_list.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

#include "base/descriptor.h"
#include "storage/beneath.h"
#include "storage/folder_entries.h"
#include "storage/local_reader.h"
#include "storage/object_key.h"
#include "storage/object_trailer.h"

namespace theta::storage {
namespace {

bool is_missing(const Error& error) {
  return error.kind == ErrorKind::kNotFound;
}

class Listing {
 public:
  Listing(int objects, const std::string& prefix, const std::string& after, size_t limit)
      : objects_(objects), prefix_(prefix), after_(after), limit_(limit) {}

  Result<ObjectPage> run() {
    const size_t slash = prefix_.rfind('/');
    THETA_RETURN_IF_ERROR(walk(slash == std::string::npos ? std::string() : prefix_.substr(0, slash + 1)));
    return std::move(page_);
  }

 private:
  // `at` is "" or "a/b/". A folder that is gone meanwhile holds nothing.
  Status walk(const std::string& at) {
    const std::string path = at.empty() ? std::string() : at.substr(0, at.size() - 1);
    const Result<Descriptor> folder = open_beneath(objects_, path, O_RDONLY | O_DIRECTORY, "objects " + at);
    if (!folder.ok()) return is_missing(folder.error()) ? Status() : folder.status();
    THETA_ASSIGN(std::vector<FolderEntry> entries, folder_entries(folder.value().get(), "objects " + at));
    for (const std::string& name : sorted_keys(entries)) {
      if (page_.more) return {};
      const std::string key = at + name;
      if (name.back() == '/') {
        if (may_hold(key)) THETA_RETURN_IF_ERROR(walk(key));
      } else if (key.starts_with(prefix_) && key > after_) {
        THETA_RETURN_IF_ERROR(add(folder.value().get(), name, key));
      }
    }
    return {};
  }

  // Parts of keys in the order of whole keys: a folder counts with its slash.
  static std::vector<std::string> sorted_keys(std::vector<FolderEntry>& entries) {
    std::vector<std::string> names;
    for (FolderEntry& entry : entries) {
      if (entry.is_folder) {
        names.push_back(std::move(entry.name) + "/");
      } else if (entry.name.ends_with(kObjectSuffix) && entry.name.size() > kObjectSuffix.size()) {
        names.push_back(entry.name.substr(0, entry.name.size() - kObjectSuffix.size()));
      }
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  bool may_hold(const std::string& folder) const {
    const bool in_prefix = folder.starts_with(prefix_) || prefix_.starts_with(folder);
    return in_prefix && (after_ < folder || after_.starts_with(folder));
  }

  Status add(int folder, const std::string& name, const std::string& key) {
    struct stat info {};
    const std::string file = name + std::string(kObjectSuffix);
    if (::fstatat(folder, file.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0)
      return errno == ENOENT ? Status() : errno_error(errno, "read", "object " + key);
    if (!S_ISREG(info.st_mode)) return {};
    if (page_.objects.size() == limit_) {
      page_.more = true;
      return {};
    }
    // A file that no object makes is listed, so that it can be seen and removed; opening it says what it is.
    page_.objects.push_back({key,
                             object_size(static_cast<uint64_t>(info.st_size)).value_or(0),
                             modification_time(info),
                             {},
                             std::nullopt});
    return {};
  }

  int objects_;
  const std::string& prefix_;
  const std::string& after_;
  size_t limit_;
  ObjectPage page_;
};

}  // namespace

Result<ObjectPage> list_objects(int objects, const std::string& prefix, const std::string& after,
                                size_t limit) {
  return Listing(objects, prefix, after, limit).run();
}

}  // namespace theta::storage
