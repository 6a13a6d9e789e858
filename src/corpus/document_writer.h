#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/corpus.h"
#include "corpus/date_column.h"
#include "corpus/imported_rows.h"
#include "corpus/word_counter.h"

namespace theta::corpus {

/// What the writer is told beside rows and words.
struct DocumentWriterOptions {
  bool has_split = false;   ///< the source names train, valid and test
  bool has_pieces = false;  ///< rows were split
  /// Rows to be marked as repeating another, by rising `text` (an index into the used rows).
  std::vector<DuplicateFinder::Duplicate> marked;
};

/// What was written, and which pieces of the rows used were not.
struct WrittenDocuments {
  uint64_t rows = 0;
  std::array<uint64_t, 4> languages = {};  ///< documents, by text::Language
  uint64_t pieces_without_words = 0;
  uint64_t pieces_too_short = 0;
  uint64_t pieces_outside_vocabulary = 0;
  DateTally dates;
};

/// Writes documents.jsonl and the token sequences, and fills counts, splits, labels and row offsets of
/// `corpus`: the pieces that have a word of the vocabulary, in the order of their rows. Rows without any are
/// rejected.
Result<WrittenDocuments> write_documents(const std::string& folder, ThreadPool& pool,
                                         const WordCounter& counter, ImportedRows& rows,
                                         const DocumentWriterOptions& options, Corpus& corpus);

}  // namespace theta::corpus
