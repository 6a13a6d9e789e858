#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/date_column.h"
#include "corpus/duplicate_sketch.h"
#include "corpus/token_store.h"

namespace theta::corpus {

/// A piece of a row that has words: a document of the corpus to be.
struct PendingPiece {
  uint32_t number = 0;  ///< within the row, from 1, unused pieces counted
  text::Language language = text::Language::kUnknown;
  TokenSpan tokens;
};

/// A row on its way into the corpus. Objects are used again for row after row, so that their buffers are.
struct PendingRow {
  // As read.
  Document document;  ///< with the whole text
  Split split = Split::kTrain;
  std::string problem;  ///< why the row cannot be used; empty when it can

  // As processed.
  std::vector<PendingPiece> pieces;
  uint32_t pieces_without_words = 0;
  uint32_t pieces_too_short = 0;
  TokenSpan tokens;  ///< of all pieces, unused ones too
  TextKey key;
  Sketch sketch = {};
  bool has_sketch = false;
  std::string lines;  ///< for documents.jsonl, one for each piece
};

}  // namespace theta::corpus
