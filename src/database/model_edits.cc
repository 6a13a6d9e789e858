#include "database/model_edits.h"

#include <algorithm>

#include "base/clock.h"

namespace theta::database {

Result<std::vector<ModelEdit>> ModelEdits::list(const UserId& owner, const ModelId& model) {
  return database_.read([&](Connection& connection) -> Result<std::vector<ModelEdit>> {
    THETA_RETURN_IF_ERROR(find_row<Model>(connection, "models", "owner = ? and id = ? and state = 'ready'",
                                          "the model", owner, model)
                              .status());
    return connection.select<ModelEdit>(
        fmt::format("select {} from model_edits where model = ? order by number", ModelEdit::kColumns),
        model);
  });
}

Result<std::string> ModelEdits::text(const Model& model) {
  std::string text;
  if (model.edits == 0) return text;
  THETA_ASSIGN(auto lines, list(model.owner, model.id));
  lines.resize(std::min(lines.size(), static_cast<size_t>(model.edits)));
  for (const ModelEdit& edit : lines) text += edit.line + "\n";
  return text;
}

Result<Model> ModelEdits::append(const UserId& owner, const Model& model,
                                 const std::vector<std::string>& lines) {
  return database_.write([&](Connection& connection) -> Result<Model> {
    THETA_ASSIGN(Model row, lock_model(connection, owner, model.id, model.revision));
    row.updated = unix_milliseconds();
    ++row.revision;
    for (const std::string& line : lines) {
      const ModelEdit edit{.model = row.id, .number = ++row.edits, .line = line, .created = row.updated};
      THETA_RETURN_IF_ERROR(connection.insert("model_edits", edit));
    }
    THETA_RETURN_IF_ERROR(
        connection
            .change("update models set edit_count = ?, revision = ?, updated = ? where id = ?", row.edits,
                    row.revision, row.updated, row.id)
            .status());
    return row;
  });
}

}  // namespace theta::database
