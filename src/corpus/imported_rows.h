#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/scratch_file.h"
#include "corpus/duplicate_finder.h"
#include "corpus/pending_row.h"
#include "corpus/rejects.h"

namespace theta::corpus {

/// What an import remembers of its rows until they are written: little of each, because there may be
/// millions. The lines for documents.jsonl wait in a file.
class ImportedRows {
 public:
  static Result<ImportedRows> create(const std::string& folder);

  struct Used {
    uint64_t number = 0;       ///< in its file
    uint64_t place = 0;        ///< among all rows of the source
    uint64_t first_piece = 0;  ///< in spans() and pieces()
    TokenSpan tokens;
    uint32_t file = 0;   ///< index into files()
    uint32_t label = 0;  ///< index into labels()
    uint32_t pieces_without_words = 0;
    uint32_t pieces_too_short = 0;
    Split split = Split::kTrain;
    DateState date = DateState::kMissing;
  };
  struct Piece {
    uint32_t number = 0;
    text::Language language = text::Language::kUnknown;
  };

  /// Takes a processed row.
  Status add(PendingRow& row);
  /// Notes that a row which was taken is not used after all. Its tokens no longer count.
  void reject(size_t used, std::string reason);
  /// Ends adding: lines() can be read from then on.
  Status finish() { return lines_.map(); }

  const std::vector<Used>& used() const { return used_; }
  /// Pieces of used row `r` are first_piece(r) up to first_piece(r + 1).
  uint64_t first_piece(size_t r) const { return r < used_.size() ? used_[r].first_piece : spans_.size(); }
  const std::vector<TokenSpan>& spans() const { return spans_; }  ///< empty spans: dropped
  const std::vector<Piece>& pieces() const { return pieces_; }
  /// The lines of all pieces in order, dropped ones too.
  std::string_view lines() const { return lines_.bytes(); }
  /// The first `count` bytes of the lines have been read, and will not be again.
  void release_lines(uint64_t count) { lines_.release(count); }
  const std::string& file(const Used& row) const { return files_[row.file]; }
  const std::string& label(const Used& row) const { return labels_[row.label]; }
  const DuplicateFinder& duplicates() const { return duplicates_; }

  uint64_t total() const { return total_; }
  /// By the order of the rows.
  std::vector<Reject> take_rejects();

 private:
  explicit ImportedRows(ScratchFile lines) : lines_(std::move(lines)) {}
  uint32_t label_number(const std::string& label);

  struct PlacedReject {
    uint64_t place;
    Reject reject;
  };
  int32_t today_ = DateTally::today();
  uint64_t total_ = 0;
  std::vector<Used> used_;
  std::vector<TokenSpan> spans_;
  std::vector<Piece> pieces_;
  std::vector<std::string> files_;
  std::vector<std::string> labels_;
  std::unordered_map<std::string, uint32_t> label_numbers_;
  DuplicateFinder duplicates_;
  ScratchFile lines_;
  std::vector<PlacedReject> rejects_;
};

}  // namespace theta::corpus
