#include "database/datasets.h"

#include "base/clock.h"
#include "database/dataset_files.h"
#include "database/dialect.h"

namespace theta::database {
namespace {

Result<Dataset> find(Connection& connection, const UserId& owner, const DatasetId& id,
                     std::string_view lock) {
  return find_row<Dataset>(connection, "datasets", fmt::format("owner = ? and id = ?{}", lock),
                           "the data set", owner, id);
}

}  // namespace

Result<Dataset> Datasets::add(const UserId& owner, std::string_view name, std::string_view columns_json) {
  return add_with_files(owner, DatasetId::random(), name, columns_json, {});
}

Result<Dataset> Datasets::add_with_files(const UserId& owner, const DatasetId& id, std::string_view name,
                                         std::string_view columns_json,
                                         const std::vector<StoredFile>& files) {
  const int64_t now = unix_milliseconds();
  Dataset dataset{.id = id,
                  .owner = owner,
                  .name = std::string(name),
                  .columns_json = std::string(columns_json),
                  .created = now,
                  .updated = now};
  for (const StoredFile& file : files) dataset.bytes += file.bytes;
  return database_.write([&](Connection& connection) -> Result<Dataset> {
    THETA_RETURN_IF_ERROR(connection.insert("datasets", dataset));
    for (const StoredFile& file : files) {
      const DatasetFile row{.id = FileId::random(),
                            .owner = owner,
                            .dataset = id,
                            .name = file.name,
                            .state = FileState::kComplete,
                            .media_type = file.media_type,
                            .object_key = file.object_key,
                            .total_bytes = file.bytes,
                            .received_bytes = file.bytes,
                            .sha256 = file.sha256,
                            .created = now,
                            .updated = now};
      THETA_RETURN_IF_ERROR(connection.insert("dataset_files", row));
    }
    return dataset;
  });
}

Result<Dataset> Datasets::get(const UserId& owner, const DatasetId& id) {
  return database_.read([&](Connection& connection) { return find(connection, owner, id, ""); });
}

Result<Listing<Dataset>> Datasets::list(const UserId& owner, const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<Dataset>(connection, "datasets", "owner = ?", "created desc, id", page, owner);
  });
}

Result<Dataset> Datasets::change(const UserId& owner, const DatasetId& id, const DatasetChange& change,
                                 const std::optional<int64_t>& revision) {
  return database_.write([&](Connection& connection) -> Result<Dataset> {
    THETA_ASSIGN(Dataset row, find(connection, owner, id, lock_rows(connection.dialect(), "datasets")));
    if (revision && *revision != row.revision) {
      return make_error(ErrorKind::kConflict,
                        "the data set was changed meanwhile: it is at revision {}, not {}", row.revision,
                        *revision);
    }
    if (change.name) row.name = *change.name;
    if (change.state) row.state = *change.state;
    if (change.columns_json) row.columns_json = *change.columns_json;
    if (change.rows) row.rows = *change.rows;
    if (change.content_sha256) row.content_sha256 = change.content_sha256;
    if (change.error_message) row.error_message = change.error_message;
    // What was wrong once is not wrong any more.
    if (row.state != DatasetState::kFailed) row.error_message.reset();
    ++row.revision;
    row.updated = unix_milliseconds();
    THETA_RETURN_IF_ERROR(
        connection
            .change("update datasets set name = ?, state = ?, columns_json = ?, row_count = ?, "
                    "content_sha256 = ?, error_message = ?, revision = ?, updated = ? where id = ?",
                    row.name, row.state, row.columns_json, row.rows, row.content_sha256, row.error_message,
                    row.revision, row.updated, id)
            .status());
    return row;
  });
}

Status Datasets::remove(const UserId& owner, const DatasetId& id) {
  return database_.write([&](Connection& connection) -> Status {
    // "For update" proper: a task that is just being made for this data set must wait and then find it gone.
    const bool locks = connection.dialect() == Dialect::kPostgres;
    THETA_RETURN_IF_ERROR(find(connection, owner, id, locks ? " for update" : "").status());
    THETA_ASSIGN(
        const int64_t busy,
        connection.single<int64_t>("select count(*) from tasks where dataset = ? and state in ('pending', "
                                   "'running', 'cancelling')",
                                   id));
    if (busy > 0) {
      return make_error(ErrorKind::kConflict, "the data set has {} unfinished task(s); cancel them first",
                        busy);
    }
    return connection.change("delete from datasets where id = ?", id).status();
  });
}

}  // namespace theta::database
