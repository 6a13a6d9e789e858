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

enum class FileState { kPartial, kComplete };
inline constexpr std::array<std::string_view, 2> kFileStateNames = {"partial", "complete"};
template <>
struct Stored<FileState> : StoredByName<FileState, kFileStateNames> {};

/// A file that belongs to a data set; its bytes lie in the object store.
struct DatasetFile {
  FileId id;
  UserId owner;
  DatasetId dataset;
  std::string name;  ///< as its owner calls it; unique in the data set
  FileState state = FileState::kPartial;
  std::string media_type;
  std::string object_key;
  std::optional<int64_t> total_bytes;  ///< as announced, then as counted
  int64_t received_bytes = 0;          ///< safely stored so far: where an upload goes on
  std::optional<std::string> sha256;   ///< as announced, then of the bytes
  int64_t created = 0;
  int64_t updated = 0;

  static constexpr std::string_view kColumns =
      "id, owner, dataset, name, state, media_type, object_key, total_bytes, received_bytes, sha256, "
      "created, "
      "updated";
  static auto fields(auto& self) {
    return std::tie(self.id, self.owner, self.dataset, self.name, self.state, self.media_type,
                    self.object_key, self.total_bytes, self.received_bytes, self.sha256, self.created,
                    self.updated);
  }
};

struct NewFile {
  std::string name;
  std::string media_type;
  std::string object_key;
  std::optional<int64_t> total_bytes;
  std::optional<std::string> sha256;  ///< that the whole is to have, if that is known
};

class DatasetFiles {
 public:
  explicit DatasetFiles(Database& database) : database_(database) {}

  /// Begins a file. Of a file of that name that is there already, kConflict.
  Result<DatasetFile> add(const UserId& owner, const DatasetId& dataset, const NewFile& file);
  Result<DatasetFile> get(const UserId& owner, const DatasetId& dataset, std::string_view name);
  /// By name.
  Result<Listing<DatasetFile>> list(const UserId& owner, const DatasetId& dataset, const Page& page);
  /// All of them that are whole, by name.
  Result<std::vector<DatasetFile>> list_complete(const UserId& owner, const DatasetId& dataset);

  /// Moves the mark up to which the bytes are stored from `from` to `to`; kConflict when it does not stand at
  /// `from`: two clients send the same file.
  Status advance(const UserId& owner, const FileId& id, int64_t from, int64_t to);
  /// Closes a partial file and counts it to its data set, whose revision rises.
  Status complete(const UserId& owner, const FileId& id, int64_t bytes, std::string_view sha256);
  Status remove(const UserId& owner, const FileId& id);

  /// Files of all users that are not complete and got their last bytes before `before`, the oldest first.
  Result<std::vector<DatasetFile>> abandoned_for_server(int64_t before, int64_t limit);
  /// Removes such a file; false when it has got bytes, or is gone, meanwhile.
  Result<bool> remove_abandoned_for_server(const FileId& id, int64_t before);

  /// Bytes of all the user's files, half ones included: for the quota.
  Result<int64_t> stored_bytes(const UserId& owner);

 private:
  Database& database_;
};

}  // namespace theta::database
