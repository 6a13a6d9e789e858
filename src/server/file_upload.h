#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "database/datasets.h"
#include "http/request.h"
#include "http/response.h"
#include "server/limits.h"
#include "storage/object_store.h"

namespace theta::server {

inline constexpr uint64_t kLargestFile = uint64_t{4} << 30;

/// Names of files become parts of paths in the folders that they are read in.
Status check_file_name(std::string_view name, std::string_view field);

/// What a body that cannot be read on is answered: 413 beyond `limit` bytes, 503 when the server stops, else
/// 400.
http::Response body_problem(const Error& error, uint64_t limit, std::string_view request_id);

/// The key of a file's object.
std::string file_key(const database::DatasetId& dataset, const database::FileId& file);

/// Files on their way from a client into the store. The objects are removed with this object, unless the
/// database knows them: keep().
class FileUpload {
 public:
  /// `caller` must outlive the object: what is taken counts to their quota.
  FileUpload(storage::ObjectStore& store, Limits& limits, const Caller& caller,
             const database::DatasetId& dataset)
      : store_(store), dataset_(dataset), quota_(limits, caller) {}
  ~FileUpload();
  FileUpload(const FileUpload&) = delete;
  FileUpload& operator=(const FileUpload&) = delete;

  /// Gives the next piece; empty at the end.
  using Next = std::function<Result<std::string_view>()>;
  /// Says how many bytes will come in all, where that is known. kBadInput when they do not fit the quota.
  Status expect(uint64_t bytes) { return quota_.reserve(bytes); }
  /// Stores what `next` gives as a file of this name, piece by piece. kBadInput for a name that is none or is
  /// there already, for a file without a byte, and for bytes beyond the quota.
  Status take(const std::string& name, const Next& next);
  /// Whether the last error came from `next`: the client is to blame.
  bool source_failed() const { return source_failed_; }

  const std::vector<database::StoredFile>& files() const { return files_; }
  void keep() { kept_ = true; }

 private:
  storage::ObjectStore& store_;
  database::DatasetId dataset_;
  Limits::Bytes quota_;
  uint64_t bytes_ = 0;  // of all files
  std::vector<database::StoredFile> files_;
  bool source_failed_ = false;
  bool kept_ = false;
};

}  // namespace theta::server
