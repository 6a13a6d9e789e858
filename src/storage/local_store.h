#pragma once

#include <string>

#include "base/descriptor.h"
#include "storage/beneath.h"
#include "storage/disk.h"
#include "storage/object_store.h"

namespace theta::storage {

/// Objects in a folder of this machine: `root`/objects/KEY.object, each file holding the bytes and then a
/// trailer with checksums (object_trailer.h). Any number of processes may share the folder.
///
/// An object is written to `root`/incoming, flushed, given its name, and the folder of the name flushed. A
/// flush that fails is an error of that call: the kernel may have dropped the data, and would report success
/// when asked again. What killed writers leave in incoming is removed by the next open_folder(); writers that
/// still live hold locks on theirs.
class LocalStore : public ObjectStore {
 public:
  /// Opens the store, made where `root` is missing or an empty folder; a folder with other things is refused.
  /// `disk` must outlive the store.
  static Result<std::unique_ptr<LocalStore>> open_folder(const std::string& root, Disk& disk = Disk::real());

  Result<std::unique_ptr<ObjectWriter>> create(const std::string& key,
                                               PutMode mode = PutMode::kReplace) override;
  Result<std::unique_ptr<ObjectReader>> open(const std::string& key) override;
  Result<ObjectInfo> head(const std::string& key) override;
  Result<ObjectPage> list(const std::string& prefix, const std::string& after = {},
                          size_t limit = kLargestPage) override;
  Status remove(const std::string& key) override;

 private:
  LocalStore(std::string root, Disk& disk) : root_(std::move(root)), disk_(disk) {}
  Status prepare();
  Status check_marker();
  Status sweep();
  void prune(std::string folder);

  std::string root_;
  Disk& disk_;
  Descriptor objects_;
  Descriptor incoming_;
  std::unique_ptr<FolderMaker> folders_;
};

}  // namespace theta::storage
