#pragma once

#include <memory>
#include <string>

#include "base/descriptor.h"
#include "base/hash.h"
#include "storage/beneath.h"
#include "storage/disk.h"
#include "storage/local_place.h"
#include "storage/object_store.h"
#include "storage/object_trailer.h"

namespace theta::storage {

/// An object of a LocalStore on its way from the folder `incoming` to its name below `objects`; both folders
/// and the disk must outlive it.
class LocalWriter : public ObjectWriter {
 public:
  static Result<std::unique_ptr<ObjectWriter>> create(Disk& disk, int incoming, FolderMaker& folders,
                                                      const std::string& key, PutMode mode);
  ~LocalWriter() override;
  LocalWriter(const LocalWriter&) = delete;
  LocalWriter& operator=(const LocalWriter&) = delete;

  Status write(std::string_view bytes) override;
  Result<ObjectInfo> finish() override;

 private:
  LocalWriter(Disk& disk, int incoming, FolderMaker& folders, const std::string& key, PutMode mode);
  Status open_temporary();
  Status put_block(std::string_view block);
  Status put_all(std::string_view bytes);
  Status seal();
  Status publish();
  Status name_in(const Descriptor& folder, bool& folder_is_gone);
  Status fail(int saved_errno);

  Disk& disk_;
  int incoming_;
  FolderMaker& folders_;
  std::string key_;
  LocalPlace place_;
  PutMode mode_;
  std::string temporary_;  // its name in incoming; empty when there is none
  Descriptor file_;
  std::string block_;  // what is not a whole block yet
  ObjectTrailer trailer_;
  Sha256 hash_;
  Status status_;
};

}  // namespace theta::storage
