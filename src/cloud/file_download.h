#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "base/stop_flag.h"
#include "storage/object_store.h"

namespace theta::cloud {

struct FileDownload {
  const StopFlag* stop = nullptr;
  std::function<void(uint64_t done, uint64_t all)> progress;  ///< bytes
};

/// Writes an object into a file, which appears only when it is whole and its digests are right. kCancelled:
/// `stop` was raised.
Result<storage::ObjectInfo> download_file(storage::ObjectStore& store, const std::string& key,
                                          const std::string& path, const FileDownload& options);

}  // namespace theta::cloud
