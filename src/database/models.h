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

/// kDeleting: gone for its owner; its objects are being removed.
enum class ModelState { kReady, kDeleting };
inline constexpr std::array<std::string_view, 2> kModelStateNames = {"ready", "deleting"};
template <>
struct Stored<ModelState> : StoredByName<ModelState, kModelStateNames> {};

/// A trained model; its files lie in the object store.
struct Model {
  ModelId id;
  UserId owner;
  std::optional<DatasetId> dataset;  ///< empty: deleted since, or an imported model
  std::optional<TaskId> task;        ///< that made it
  std::string name;
  std::string kind;  ///< etm, detm, lda, ...
  ModelState state = ModelState::kReady;
  std::string object_prefix;
  std::string manifest_json;
  int64_t bytes = 0;
  int64_t revision = 1;  ///< rises with each change: the ETag
  int64_t created = 0;
  int64_t updated = 0;
  int64_t edits = 0;              ///< lines in model_edits: what its views show follows from this number
  std::string focus_json = "[]";  ///< the topics that have a colour of their own, as a list of slots

  static constexpr std::string_view kColumns =
      "id, owner, dataset, task, name, kind, state, object_prefix, manifest_json, byte_count, revision, "
      "created, updated, edit_count, focus_json";
  static auto fields(auto& self) {
    return std::tie(self.id, self.owner, self.dataset, self.task, self.name, self.kind, self.state,
                    self.object_prefix, self.manifest_json, self.bytes, self.revision, self.created,
                    self.updated, self.edits, self.focus_json);
  }
};

/// A model whose files are published. The id is chosen before training, since the prefix holds it.
struct NewModel {
  ModelId id = ModelId::random();
  std::string name;
  std::string kind;
  std::string object_prefix;
  std::string manifest_json;
  int64_t bytes = 0;
  std::vector<std::string> edits;  ///< lines of its edits.jsonl
};

/// What may be changed of a model; what is empty stays.
struct ModelChange {
  std::optional<std::string> name;
  std::optional<std::string> focus_json;
};

/// Which models are listed.
struct ModelFilter {
  std::optional<DatasetId> dataset;
  std::optional<TaskId> task;
};

/// The model, locked until the end of the transaction. kConflict unless it is still at `revision`.
Result<Model> lock_model(Connection& connection, const UserId& owner, const ModelId& id,
                         const std::optional<int64_t>& revision);

/// Inserts the row of a new model; part of a larger transaction.
Result<Model> insert_model(Connection& connection, const UserId& owner,
                           const std::optional<DatasetId>& dataset, const std::optional<TaskId>& task,
                           const NewModel& model);

/// Models that are being deleted do not exist for their owner.
class Models {
 public:
  explicit Models(Database& database) : database_(database) {}

  /// A model that was made elsewhere; those of tasks are added by TaskQueue::complete().
  Result<Model> add(const UserId& owner, const std::optional<DatasetId>& dataset, const NewModel& model);
  Result<Model> get(const UserId& owner, const ModelId& id);
  /// Bytes of all the user's models: for the quota.
  Result<int64_t> stored_bytes(const UserId& owner);
  /// The newest first; those made from a data set, or by a task, alone when it is given.
  Result<Listing<Model>> list(const UserId& owner, const ModelFilter& filter, const Page& page);
  /// With `revision`, kConflict unless that is still its revision.
  Result<Model> change(const UserId& owner, const ModelId& id, const ModelChange& change,
                       const std::optional<int64_t>& revision);
  /// The first of two steps: hides the model and ends its shares. Then its objects are removed, then the row.
  Result<Model> begin_removal(const UserId& owner, const ModelId& id);

  /// Removals that were begun and not finished: by a server that stopped in between.
  Result<Listing<Model>> list_deleting_for_admin(const Page& page);
  Status finish_removal_for_admin(const ModelId& id);

 private:
  Database& database_;
};

}  // namespace theta::database
