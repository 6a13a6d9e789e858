#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"

namespace theta::database {

enum class DatasetState { kUploading, kImporting, kReady, kFailed };
inline constexpr std::array<std::string_view, 4> kDatasetStateNames = {"uploading", "importing", "ready",
                                                                       "failed"};
template <>
struct Stored<DatasetState> : StoredByName<DatasetState, kDatasetStateNames> {};

struct Dataset {
  DatasetId id;
  UserId owner;
  std::string name;
  DatasetState state = DatasetState::kUploading;
  std::string columns_json = "{}";            ///< which column plays which role
  int64_t rows = 0;                           ///< used rows, when ready
  int64_t bytes = 0;                          ///< of its complete files
  std::optional<std::string> content_sha256;  ///< of the imported corpus
  std::optional<std::string> error_message;   ///< when failed
  int64_t revision = 1;                       ///< rises with each change: the ETag
  int64_t created = 0;
  int64_t updated = 0;

  static constexpr std::string_view kColumns =
      "id, owner, name, state, columns_json, row_count, byte_count, content_sha256, error_message, revision, "
      "created, "
      "updated";
  static auto fields(auto& self) {
    return std::tie(self.id, self.owner, self.name, self.state, self.columns_json, self.rows, self.bytes,
                    self.content_sha256, self.error_message, self.revision, self.created, self.updated);
  }
};

/// A file whose bytes lie in the object store already.
struct StoredFile {
  std::string name;
  std::string media_type;
  std::string object_key;
  int64_t bytes = 0;
  std::string sha256;
};

/// What a change sets; empty members stay as they are.
struct DatasetChange {
  std::optional<std::string> name;
  std::optional<DatasetState> state;
  std::optional<std::string> columns_json;
  std::optional<int64_t> rows;
  std::optional<std::string> content_sha256;
  std::optional<std::string> error_message;
};

class Datasets {
 public:
  explicit Datasets(Database& database) : database_(database) {}

  Result<Dataset> add(const UserId& owner, std::string_view name, std::string_view columns_json);
  /// A data set under an id of the caller's together with its files: all of it, or nothing.
  Result<Dataset> add_with_files(const UserId& owner, const DatasetId& id, std::string_view name,
                                 std::string_view columns_json, const std::vector<StoredFile>& files);
  Result<Dataset> get(const UserId& owner, const DatasetId& id);
  /// The newest first.
  Result<Listing<Dataset>> list(const UserId& owner, const Page& page);
  /// Returns the data set after the change. With `revision`, kConflict unless that is still its revision.
  Result<Dataset> change(const UserId& owner, const DatasetId& id, const DatasetChange& change,
                         const std::optional<int64_t>& revision);
  /// Forgets the data set and its files; its tasks and models stay, without it. kConflict while one of its
  /// tasks waits or runs.
  Status remove(const UserId& owner, const DatasetId& id);

 private:
  Database& database_;
};

}  // namespace theta::database
