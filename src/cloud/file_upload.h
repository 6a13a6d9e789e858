#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "base/stop_flag.h"
#include "cloud/bucket.h"
#include "cloud/object_write.h"

namespace theta::cloud {

struct FileUpload {
  /// Folder in which unfinished uploads are remembered. With one, an upload that was ended, whatever ended
  /// it, goes on where it was when the same file is sent to the same place again. Empty: there is no memory,
  /// and what fails is aborted.
  std::string journal;
  size_t part = 0;     ///< bytes; 0: RemoteStore::kPart, or more where 10,000 of those do not suffice
  size_t at_once = 3;  ///< parts on their way; each is in memory
  const StopFlag* stop = nullptr;
  std::function<void(uint64_t done, uint64_t all)> progress;  ///< bytes; one call at a time, of any thread
};

/// Sends a file of more than one part, several parts at once. No part that the service holds, with the right
/// checksum, is sent a second time.
/// kCancelled: `stop` was raised. kBadInput: the file was changed meanwhile. Else as ObjectStore::put_file.
Result<storage::ObjectInfo> upload_file(Bucket& bucket, ObjectWrite write, const std::string& path,
                                        const FileUpload& options);

/// Bytes of each part of a file but the last.
uint64_t part_size_for(uint64_t file_size);

}  // namespace theta::cloud
