#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/descriptor.h"
#include "base/result.h"

namespace theta::cloud {

/// What must be known to go on with an upload that another process began.
struct UploadEntry {
  std::string bucket;  ///< with its scheme and endpoint
  std::string place;   ///< in the bucket
  std::string path;    ///< of the file
  uint64_t size = 0;
  int64_t changed = 0;  ///< nanoseconds since 1970
  std::string sha256;
  uint64_t crc64 = 0;
  uint64_t part = 0;  ///< bytes
  std::string write;  ///< ObjectWrite::name
  std::string id;     ///< of the upload at the service

  /// Whether it is about the same file, unchanged, for the same place.
  bool same_file(const UploadEntry& other) const;
};

/// One small file for each upload that is under way, in a folder of its own; locked while its upload is.
class UploadJournal {
 public:
  /// Opens the entry of `wanted`'s file and place. Nothing when another process holds it: that upload goes on
  /// there, and this one does without a journal.
  static Result<std::optional<UploadJournal>> open(const std::string& folder, const UploadEntry& wanted);

  /// What was left there; nothing when it is damaged or there is none.
  std::optional<UploadEntry> read() const;
  Status write(const UploadEntry& entry);
  Status remove();

 private:
  std::string path_;
  Descriptor lock_;
};

}  // namespace theta::cloud
