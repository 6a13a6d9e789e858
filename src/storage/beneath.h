#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/descriptor.h"
#include "base/result.h"
#include "storage/disk.h"

namespace theta::storage {

/// Opens `path` (parts between single slashes) below the folder `root` with openat2(2): neither "..", nor a
/// symbolic link, nor a mount that somebody planted leads outside. `shown` names the thing in errors; a path
/// that leads elsewhere is kNotAllowed.
Result<Descriptor> open_beneath(int root, const std::string& path, int flags, const std::string& shown);

/// Makes folders below a folder, so that they survive a power cut. For use by any number of threads.
class FolderMaker {
 public:
  /// `root` and `disk` must outlive the object.
  FolderMaker(Disk& disk, int root) : disk_(disk), root_(root) {}

  /// Opens the folder `path` below the root ("" is the root itself) and makes what is missing of it. A folder
  /// that is there may be a killed process's, which had not flushed its entry: it is flushed by whoever meets
  /// it first. kNotFound when somebody removed a part meanwhile.
  Result<Descriptor> make(const std::string& path, const std::string& shown);

 private:
  bool is_durable(const std::string& path, const Descriptor& folder);
  void remember(const std::string& path, const Descriptor& folder);

  Disk& disk_;
  int root_;
  std::mutex mutex_;
  std::unordered_map<std::string, uint64_t> durable_;  // path and inode
};

}  // namespace theta::storage
