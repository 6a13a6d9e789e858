#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/json.h"

namespace theta::engine {

/// What a person can do to a model without changing it. docs/formats.md has the names in the file.
enum class EditKind : uint8_t { kRename, kMerge, kHide, kShow, kStopWords, kAllowWords, kUndo, kRedo };

/// One line of edits.jsonl. Which of the middle fields count follows from `kind`.
struct Edit {
  EditKind kind = EditKind::kRename;
  std::vector<uint32_t> topics;    ///< kRename: one; kMerge: the first keeps its number; kHide, kShow
  std::string name;                ///< kRename; empty takes the topic's own words again
  std::vector<std::string> words;  ///< kStopWords, kAllowWords
  uint64_t target = 0;             ///< kUndo, kRedo: edit_id of the edit that is undone or done again
  uint64_t edit_id = 0;            ///< number of its line, from 1: the revision that it made
  std::string created_at;          ///< UTC, RFC 3339
};

/// The name of a kind in the file: "rename", "merge", ...
std::string_view edit_kind_name(EditKind kind);

formats::Json edit_json(const Edit& edit);

/// Reads one line; `where` (file and line) starts the message of an error. A kind or a field that this
/// program does not know comes from a newer release and is refused (kUnsupported): leaving it out would show
/// other topics than its author saw.
Result<Edit> parse_edit(std::string_view line, const std::string& where);

/// What an edit does, as a clause: `merge topics 3, 7 and 12`.
std::string describe_edit(const Edit& edit);

}  // namespace theta::engine
