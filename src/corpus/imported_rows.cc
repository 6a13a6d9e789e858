#include "corpus/imported_rows.h"

#include <algorithm>
#include <utility>

namespace theta::corpus {

Result<ImportedRows> ImportedRows::create(const std::string& folder) {
  THETA_ASSIGN(ScratchFile lines, ScratchFile::create(folder));
  return ImportedRows(std::move(lines));
}

Status ImportedRows::add(PendingRow& row) {
  const Document& document = row.document;
  const uint64_t place = total_++;
  if (!row.problem.empty()) {
    rejects_.push_back({place, {document.file, document.row, std::move(row.problem)}});
    return {};
  }
  if (files_.empty() || files_.back() != document.file) files_.push_back(document.file);
  used_.push_back({document.row, place, spans_.size(), row.tokens, static_cast<uint32_t>(files_.size() - 1),
                   label_number(document.label), row.pieces_without_words, row.pieces_too_short, row.split,
                   DateTally::state_of(document.time, today_)});
  for (const PendingPiece& piece : row.pieces) {
    spans_.push_back(piece.tokens);
    pieces_.push_back({piece.number, piece.language});
  }
  duplicates_.add(row.key, row.has_sketch ? &row.sketch : nullptr);
  return lines_.write(row.lines);
}

uint32_t ImportedRows::label_number(const std::string& label) {
  const auto [entry, is_new] = label_numbers_.emplace(label, static_cast<uint32_t>(labels_.size()));
  if (is_new) labels_.push_back(label);
  return entry->second;
}

void ImportedRows::reject(size_t used, std::string reason) {
  const Used& row = used_[used];
  rejects_.push_back({row.place, {files_[row.file], row.number, std::move(reason)}});
  for (uint64_t piece = row.first_piece; piece < first_piece(used + 1); ++piece) spans_[piece].count = 0;
}

std::vector<Reject> ImportedRows::take_rejects() {
  std::sort(rejects_.begin(), rejects_.end(),
            [](const PlacedReject& a, const PlacedReject& b) { return a.place < b.place; });
  std::vector<Reject> rejects;
  for (PlacedReject& placed : rejects_) rejects.push_back(std::move(placed.reject));
  rejects_.clear();
  return rejects;
}

}  // namespace theta::corpus
