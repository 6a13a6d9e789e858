#include "engine/document_rows.h"

#include <charconv>
#include <utility>

#include "base/files.h"
#include "engine/model_files.h"

namespace theta::engine {
namespace {

bool parse_number(std::string_view text, uint64_t& value) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end;
}

}  // namespace

Result<std::vector<std::string>> group_columns_of(const formats::Json& manifest,
                                                  const std::string& model_folder) {
  try {
    return manifest.value("corpus", formats::Json::object())
        .value("group_columns", std::vector<std::string>());
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: {} has a field of a wrong type", model_folder, kManifestFile);
  }
}

Result<DocumentRows> DocumentRows::open(const std::string& model_folder, size_t groups) {
  const std::string path = join_path(model_folder, kModelDocumentsFile);
  THETA_ASSIGN(formats::ByteInput input, formats::ByteInput::open(path));
  DocumentRows rows(path, std::move(input), groups);
  THETA_ASSIGN(const bool has_header, rows.next_record());
  const auto& cells = rows.record_.cells;
  rows.has_pieces_ = has_header && cells.size() > 1 && cells[1] == "piece";
  rows.first_text_ = rows.has_pieces_ ? 2 : 1;
  const size_t part = rows.part_column();
  if (!has_header || cells.size() < part + 2 || cells[0] != "row" || cells[part] != "part") {
    return bad_input("{}: does not start with the columns that the manifest tells of", path);
  }
  rows.has_tokens_ = cells[part + 1] == "tokens";
  return rows;
}

Status DocumentRows::next(DocumentRow& row) {
  THETA_ASSIGN(const bool more, next_record());
  auto& cells = record_.cells;
  const size_t part = part_column();
  row.piece = row.tokens = 0;
  const bool whole = more && cells.size() > part + 1 && parse_number(cells[0], row.row) &&
                     (!has_pieces_ || parse_number(cells[1], row.piece)) &&
                     (!has_tokens_ || parse_number(cells[part + 1], row.tokens));
  ++documents_;
  if (!whole) return bad_input("{}: the description of document {} is damaged or missing", path_, documents_);
  row.file.swap(cells[first_text_]);
  row.id.swap(cells[first_text_ + 1]);
  row.time.swap(cells[first_text_ + 2]);
  row.label.swap(cells[first_text_ + 3]);
  row.groups.resize(groups_);
  for (size_t g = 0; g < groups_; ++g) row.groups[g].swap(cells[first_text_ + 4 + g]);
  row.part.swap(cells[part]);
  return {};
}

Result<bool> DocumentRows::at_end() {
  THETA_ASSIGN(const bool more, next_record());
  return !more;
}

Result<bool> DocumentRows::next_record() {
  while (!parser_.next(record_)) {
    if (ended_) return false;
    THETA_ASSIGN(const std::string_view piece, input_.read());
    ended_ = piece.empty();
    ended_ ? parser_.finish() : parser_.feed(piece);
  }
  return true;
}

}  // namespace theta::engine
