#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "database/models.h"

namespace theta::database {

/// One line of a model's edits.jsonl.
struct ModelEdit {
  ModelId model;
  int64_t number = 0;  ///< from 1
  std::string line;    ///< JSON, without its newline
  int64_t created = 0;

  static constexpr std::string_view kColumns = "model, number, line, created";
  static auto fields(auto& self) { return std::tie(self.model, self.number, self.line, self.created); }
};

/// The edits of models: lines that are only ever added. What a line may be is for the caller to check against
/// the lines before it; append() sees to it that they are still the last ones.
class ModelEdits {
 public:
  explicit ModelEdits(Database& database) : database_(database) {}

  /// All lines, the oldest first.
  Result<std::vector<ModelEdit>> list(const UserId& owner, const ModelId& model);
  /// The edits that `model` had when it was read as edits.jsonl has them, whatever came since: lines are only
  /// ever added.
  Result<std::string> text(const Model& model);
  /// Adds lines behind those that `model` had when it was read, all or none; kConflict when anything about
  /// the model has changed since. Returns it at its new revision.
  Result<Model> append(const UserId& owner, const Model& model, const std::vector<std::string>& lines);

 private:
  Database& database_;
};

}  // namespace theta::database
