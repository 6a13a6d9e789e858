#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/edit.h"

namespace theta::engine {

/// The history of a model's edits: every line of edits.jsonl, and which of them are in force.
struct Edits {
  std::vector<Edit> lines;       ///< oldest first, undo and redo included
  std::vector<size_t> in_force;  ///< indices of lines: the edits that were not undone, oldest first
  std::vector<size_t> undone;    ///< indices of lines that redo would bring back, the next one last
  size_t torn_bytes = 0;  ///< of a last line that a crash cut short: not in `lines`; appending removed them

  /// Counts the lines, so it names one state of the model's view: the ETag of a server.
  uint64_t revision() const { return lines.size(); }
};

/// Reads the edits of a model folder; a folder without edits.jsonl has none. A damaged line is a bad-input
/// error that names it, a line of a newer release kUnsupported.
Result<Edits> read_edits(const std::string& model_folder);

/// Reads the bytes of such a file; `where` (its path) starts the message of an error.
Result<Edits> parse_edits(std::string_view bytes, const std::string& where);

/// An edit (its kind, topics, name, words) as the next line of a history: checked, with its number, time and
/// for kUndo and kRedo its target. It must fit the model and the edits before it, and change something.
Result<Edit> next_edit(const std::string& model_folder, const Edits& edits, Edit edit);

/// Appends one edit (its kind, topics, name, words; the rest is filled in) and returns the history with it.
///
/// Checked first: the edit must fit the model and the edits before it, and change something. With
/// `expected_revision` the history must still have that revision, else kConflict. When the function returns,
/// the line is on the disk; a crash leaves it whole or not at all, because a torn line counts as absent and
/// is cut off by the next append. Other writers wait their turn, kConflict after ten seconds. For kUndo and
/// kRedo `edit.target` is filled in, too.
Result<Edits> append_edit(const std::string& model_folder, Edit edit,
                          std::optional<uint64_t> expected_revision = std::nullopt);

}  // namespace theta::engine
