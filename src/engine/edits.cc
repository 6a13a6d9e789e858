#include "engine/edits.h"

#include <algorithm>
#include <chrono>

#include "base/append_file.h"
#include "base/assert.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/spelling.h"
#include "engine/edited_topics.h"
#include "engine/model_files.h"
#include "engine/topic_model.h"
#include "formats/npy.h"

namespace theta::engine {
namespace {

constexpr std::chrono::seconds kPatience(10);

// Moves an undone edit, or one done again, from one pile to the other; it must be the one on top.
bool move_top(std::vector<size_t>& from, std::vector<size_t>& to, uint64_t target) {
  if (from.empty() || from.back() + 1 != target) return false;
  to.push_back(from.back());
  from.pop_back();
  return true;
}

// Adds a line to the history. False when an undo or redo names an edit that was not its turn.
bool add_line(Edits& edits, Edit edit) {
  const EditKind kind = edit.kind;
  const uint64_t target = edit.target;
  edits.lines.push_back(std::move(edit));
  if (kind == EditKind::kUndo) return move_top(edits.in_force, edits.undone, target);
  if (kind == EditKind::kRedo) return move_top(edits.undone, edits.in_force, target);
  edits.in_force.push_back(edits.lines.size() - 1);
  edits.undone.clear();
  return true;
}

Status check_words(const Edit& edit, const std::vector<std::string>& vocabulary) {
  for (const std::string& word : edit.words) {
    if (std::find(vocabulary.begin(), vocabulary.end(), word) != vocabulary.end()) continue;
    return not_found("\"{}\" is not in the vocabulary of the model{}", word, did_you_mean(word, vocabulary));
  }
  return {};
}

// Fails unless the edit can follow the others.
Status check_edit(const std::string& folder, const Edits& edits, const Edit& edit) {
  const std::string theta_path = join_path(folder, kThetaFile);
  THETA_ASSIGN(const formats::NpyFile theta, formats::NpyFile::open(theta_path));
  if (theta.shape().size() != 2) return bad_input("{}: not a matrix", theta_path);
  THETA_ASSIGN(EditedTopics state, apply_edits(edits, theta.shape()[1], folder));
  if (edit.kind != EditKind::kStopWords && edit.kind != EditKind::kAllowWords) return apply_edit(edit, state);
  THETA_ASSIGN(const auto vocabulary, read_vocabulary(join_path(folder, kModelVocabularyFile)));
  THETA_RETURN_IF_ERROR(check_words(edit, vocabulary));
  THETA_RETURN_IF_ERROR(apply_edit(edit, state));
  if (state.stop_words.size() == vocabulary.size()) {
    return usage_error("no word would be left in the vocabulary");
  }
  return {};
}

Result<Edits> read_file_of_edits(const std::string& path) {
  if (!file_exists(path)) return Edits();
  THETA_ASSIGN(const std::string bytes, read_file(path));
  return parse_edits(bytes, path);
}

}  // namespace

Result<Edits> parse_edits(std::string_view bytes, const std::string& where) {
  Edits edits;
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    if (end == std::string_view::npos) {
      edits.torn_bytes = bytes.size();
      break;
    }
    const std::string line = fmt::format("{}, line {}", where, edits.lines.size() + 1);
    THETA_ASSIGN(Edit edit, parse_edit(bytes.substr(0, end), line));
    if (edit.edit_id != edits.lines.size() + 1) {
      return bad_input("{}: is edit {}; lines are missing, or stand in another order", line, edit.edit_id);
    }
    if (!add_line(edits, std::move(edit))) {
      return bad_input("{}: undoes or repeats an edit whose turn it is not", line);
    }
    bytes.remove_prefix(end + 1);
  }
  return edits;
}

Result<Edits> read_edits(const std::string& model_folder) {
  return read_file_of_edits(join_path(model_folder, kEditsFile));
}

Result<Edit> next_edit(const std::string& model_folder, const Edits& edits, Edit edit) {
  if (edit.kind == EditKind::kUndo || edit.kind == EditKind::kRedo) {
    const std::vector<size_t>& pile = edit.kind == EditKind::kUndo ? edits.in_force : edits.undone;
    if (pile.empty()) return usage_error("there is no edit to {}", edit_kind_name(edit.kind));
    edit.target = pile.back() + 1;
  } else {
    THETA_RETURN_IF_ERROR(check_edit(model_folder, edits, edit));
  }
  edit.edit_id = edits.revision() + 1;
  edit.created_at = utc_now();
  return edit;
}

Result<Edits> append_edit(const std::string& model_folder, Edit edit,
                          std::optional<uint64_t> expected_revision) {
  THETA_RETURN_IF_ERROR(read_manifest(model_folder).status());
  const std::string path = join_path(model_folder, kEditsFile);
  THETA_ASSIGN(AppendFile file, AppendFile::lock(path, kPatience));
  THETA_ASSIGN(const std::string bytes, read_file(path));
  THETA_ASSIGN(Edits edits, parse_edits(bytes, path));
  if (expected_revision.has_value() && *expected_revision != edits.revision()) {
    return make_error(ErrorKind::kConflict, "{}: is at revision {}, not {}; look at the edits made since",
                      model_folder, edits.revision(), *expected_revision);
  }
  THETA_ASSIGN(edit, next_edit(model_folder, edits, std::move(edit)));
  const std::string line = formats::json_line(edit_json(edit)) + "\n";
  THETA_RETURN_IF_ERROR(file.append_at(bytes.size() - edits.torn_bytes, line));
  THETA_ASSERT(add_line(edits, std::move(edit)));
  return edits;
}

}  // namespace theta::engine
