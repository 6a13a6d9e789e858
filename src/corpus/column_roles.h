#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/row_reader.h"
#include "formats/json.h"

namespace theta::corpus {

enum class Role : uint8_t { kText, kTime, kLabel, kId, kSplit, kGroup, kUnused };
std::string_view role_name(Role role);

/// What a column is taken for, and why.
struct ColumnRole {
  std::string name;
  Role role = Role::kUnused;
  double confidence = 0;  ///< 0..1; 1 when the user said so
  std::string reason;     ///< a clause for a person: "87 % of the cells are dates"
};

/// Columns that the user names; whatever is empty is guessed.
struct ColumnChoice {
  std::vector<std::string> text;
  std::string time;
  std::string label;
  std::string id;
  std::vector<std::string> groups;
  bool guess = true;  ///< false: only what is named, and text
};

/// Decides the role of each column from its name and the cells of some rows. Fails when a named column does
/// not exist or no column looks like text.
Result<std::vector<ColumnRole>> choose_roles(const std::vector<std::string>& columns,
                                             const std::vector<Row>& sample, const ColumnChoice& choice);

formats::Json roles_json(const std::vector<ColumnRole>& roles);

}  // namespace theta::corpus
