#include "database/models.h"

#include "base/clock.h"
#include "database/dialect.h"

namespace theta::database {
Result<Model> lock_model(Connection& connection, const UserId& owner, const ModelId& id,
                         const std::optional<int64_t>& revision) {
  const std::string condition =
      fmt::format("owner = ? and id = ? and state = 'ready'{}", lock_rows(connection.dialect(), "models"));
  THETA_ASSIGN(Model row, find_row<Model>(connection, "models", condition, "the model", owner, id));
  if (revision && *revision != row.revision) {
    return make_error(ErrorKind::kConflict, "the model was changed meanwhile: it is at revision {}, not {}",
                      row.revision, *revision);
  }
  return row;
}

Result<Model> insert_model(Connection& connection, const UserId& owner,
                           const std::optional<DatasetId>& dataset, const std::optional<TaskId>& task,
                           const NewModel& model) {
  const int64_t now = unix_milliseconds();
  Model row{.id = model.id,
            .owner = owner,
            .dataset = dataset,
            .task = task,
            .name = model.name,
            .kind = model.kind,
            .object_prefix = model.object_prefix,
            .manifest_json = model.manifest_json,
            .bytes = model.bytes,
            .created = now,
            .updated = now,
            .edits = static_cast<int64_t>(model.edits.size())};
  THETA_RETURN_IF_ERROR(connection.insert("models", row));
  int64_t number = 0;
  for (const std::string& line : model.edits) {
    THETA_RETURN_IF_ERROR(
        connection
            .change("insert into model_edits (model, number, line, created) values (?, ?, ?, ?)", row.id,
                    ++number, line, now)
            .status());
  }
  return row;
}

Result<Model> Models::add(const UserId& owner, const std::optional<DatasetId>& dataset,
                          const NewModel& model) {
  return database_.write([&](Connection& connection) -> Result<Model> {
    if (dataset) {
      THETA_ASSIGN(const int64_t count,
                   connection.single<int64_t>("select count(*) from datasets where owner = ? and id = ?",
                                              owner, *dataset));
      if (count == 0) return not_found("the data set does not exist");
    }
    return insert_model(connection, owner, dataset, std::nullopt, model);
  });
}

Result<Model> Models::get(const UserId& owner, const ModelId& id) {
  return database_.read([&](Connection& connection) {
    return find_row<Model>(connection, "models", "owner = ? and id = ? and state = 'ready'", "the model",
                           owner, id);
  });
}

Result<int64_t> Models::stored_bytes(const UserId& owner) {
  return database_.read([&](Connection& connection) {
    return connection.single<int64_t>(
        "select cast(coalesce(sum(byte_count), 0) as bigint) from models where owner = ?", owner);
  });
}

Result<Listing<Model>> Models::list(const UserId& owner, const ModelFilter& filter, const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<Model>(connection, "models",
                            "owner = ? and state = 'ready' and coalesce(dataset, '') = coalesce(?, dataset, "
                            "'') and coalesce(task, '') = "
                            "coalesce(?, task, '')",
                            "created desc, id", page, owner, filter.dataset, filter.task);
  });
}

Result<Model> Models::change(const UserId& owner, const ModelId& id, const ModelChange& change,
                             const std::optional<int64_t>& revision) {
  return database_.write([&](Connection& connection) -> Result<Model> {
    THETA_ASSIGN(Model row, lock_model(connection, owner, id, revision));
    if (change.name) row.name = *change.name;
    if (change.focus_json) row.focus_json = *change.focus_json;
    ++row.revision;
    row.updated = unix_milliseconds();
    THETA_RETURN_IF_ERROR(
        connection
            .change("update models set name = ?, focus_json = ?, revision = ?, updated = ? where id = ?",
                    row.name, row.focus_json, row.revision, row.updated, id)
            .status());
    return row;
  });
}

Result<Model> Models::begin_removal(const UserId& owner, const ModelId& id) {
  return database_.write([&](Connection& connection) -> Result<Model> {
    THETA_ASSIGN(Model row, lock_model(connection, owner, id, std::nullopt));
    row.state = ModelState::kDeleting;
    THETA_RETURN_IF_ERROR(
        connection.change("update models set state = ? where id = ?", row.state, id).status());
    THETA_RETURN_IF_ERROR(connection.change("delete from shares where model = ?", id).status());
    if (row.task) {
      THETA_RETURN_IF_ERROR(
          connection.change("update tasks set model = null where id = ? and model = ?", *row.task, id)
              .status());
    }
    return row;
  });
}

Result<Listing<Model>> Models::list_deleting_for_admin(const Page& page) {
  return database_.read([&](Connection& connection) {
    return list_rows<Model>(connection, "models", "state = 'deleting'", "created, id", page);
  });
}

Status Models::finish_removal_for_admin(const ModelId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from models where id = ? and state = 'deleting'", id),
                          "the model");
  });
}

}  // namespace theta::database
