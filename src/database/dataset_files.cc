#include "database/dataset_files.h"

#include "base/clock.h"
#include "database/dialect.h"

namespace theta::database {
namespace {

Status count_to_dataset(Connection& connection, const DatasetFile& file, int64_t bytes, int64_t now) {
  return connection
      .change(
          "update datasets set byte_count = byte_count + ?, revision = revision + 1, updated = ? where id = "
          "?",
          bytes, now, file.dataset)
      .status();
}

Result<DatasetFile> find_locked(Connection& connection, const UserId& owner, const FileId& id) {
  return find_row<DatasetFile>(
      connection, "dataset_files",
      fmt::format("owner = ? and id = ?{}", lock_rows(connection.dialect(), "dataset_files")), "the file",
      owner, id);
}

}  // namespace

Result<DatasetFile> DatasetFiles::add(const UserId& owner, const DatasetId& dataset, const NewFile& file) {
  const int64_t now = unix_milliseconds();
  const DatasetFile row{.id = FileId::random(),
                        .owner = owner,
                        .dataset = dataset,
                        .name = file.name,
                        .media_type = file.media_type,
                        .object_key = file.object_key,
                        .total_bytes = file.total_bytes,
                        .sha256 = file.sha256,
                        .created = now,
                        .updated = now};
  return database_.write([&](Connection& connection) -> Result<DatasetFile> {
    THETA_ASSIGN(const int64_t count,
                 connection.single<int64_t>("select count(*) from datasets where owner = ? and id = ?", owner,
                                            dataset));
    if (count == 0) return not_found("the data set does not exist");
    THETA_RETURN_IF_ERROR(connection.insert("dataset_files", row));
    return row;
  });
}

Result<DatasetFile> DatasetFiles::get(const UserId& owner, const DatasetId& dataset, std::string_view name) {
  return database_.read([&](Connection& connection) {
    return find_row<DatasetFile>(connection, "dataset_files", "owner = ? and dataset = ? and name = ?",
                                 "the file", owner, dataset, name);
  });
}

Result<Listing<DatasetFile>> DatasetFiles::list(const UserId& owner, const DatasetId& dataset,
                                                const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<DatasetFile>(connection, "dataset_files", "owner = ? and dataset = ?", "name", page,
                                  owner, dataset);
  });
}

Result<std::vector<DatasetFile>> DatasetFiles::list_complete(const UserId& owner, const DatasetId& dataset) {
  return database_.read([&](Connection& connection) {
    return connection.select<DatasetFile>(
        fmt::format(
            "select {} from dataset_files where owner = ? and dataset = ? and state = ? order by name",
            DatasetFile::kColumns),
        owner, dataset, FileState::kComplete);
  });
}

Status DatasetFiles::advance(const UserId& owner, const FileId& id, int64_t from, int64_t to) {
  return database_.write([&](Connection& connection) -> Status {
    THETA_ASSIGN(const DatasetFile file, find_locked(connection, owner, id));
    if (file.state != FileState::kPartial || file.received_bytes != from || to < from) {
      return make_error(ErrorKind::kConflict, "{}: {} bytes are stored, not {}", file.name,
                        file.received_bytes, from);
    }
    return connection
        .change("update dataset_files set received_bytes = ?, updated = ? where id = ?", to,
                unix_milliseconds(), id)
        .status();
  });
}

Status DatasetFiles::complete(const UserId& owner, const FileId& id, int64_t bytes, std::string_view sha256) {
  return database_.write([&](Connection& connection) -> Status {
    THETA_ASSIGN(const DatasetFile file, find_locked(connection, owner, id));
    if (file.state == FileState::kComplete) {
      return make_error(ErrorKind::kConflict, "{}: is complete already", file.name);
    }
    const int64_t now = unix_milliseconds();
    THETA_RETURN_IF_ERROR(
        connection
            .change("update dataset_files set state = ?, received_bytes = ?, total_bytes = ?, "
                    "sha256 = ?, updated = ? where id = ?",
                    FileState::kComplete, bytes, bytes, sha256, now, id)
            .status());
    return count_to_dataset(connection, file, bytes, now);
  });
}

Status DatasetFiles::remove(const UserId& owner, const FileId& id) {
  return database_.write([&](Connection& connection) -> Status {
    THETA_ASSIGN(const DatasetFile file, find_locked(connection, owner, id));
    THETA_RETURN_IF_ERROR(connection.change("delete from dataset_files where id = ?", id).status());
    if (file.state == FileState::kPartial) return Status();
    return count_to_dataset(connection, file, -file.received_bytes, unix_milliseconds());
  });
}

Result<std::vector<DatasetFile>> DatasetFiles::abandoned_for_server(int64_t before, int64_t limit) {
  return database_.read([&](Connection& connection) {
    return connection.select<DatasetFile>(
        fmt::format("select {} from dataset_files where state = ? and updated < ? order by updated limit ?",
                    DatasetFile::kColumns),
        FileState::kPartial, before, limit);
  });
}

Result<bool> DatasetFiles::remove_abandoned_for_server(const FileId& id, int64_t before) {
  return database_.write([&](Connection& connection) -> Result<bool> {
    THETA_ASSIGN(const int64_t removed,
                 connection.change("delete from dataset_files where id = ? and state = ? and updated < ?", id,
                                   FileState::kPartial, before));
    return removed > 0;
  });
}

Result<int64_t> DatasetFiles::stored_bytes(const UserId& owner) {
  return database_.read([&](Connection& connection) {
    return connection.single<int64_t>(
        "select cast(coalesce(sum(received_bytes), 0) as bigint) from dataset_files "
        "where owner = ?",
        owner);
  });
}

}  // namespace theta::database
