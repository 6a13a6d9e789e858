#pragma once

#include <string>

#include "corpus/document_writer.h"
#include "corpus/import_options.h"
#include "corpus/row_batches.h"
#include "formats/json.h"

namespace theta::corpus {

/// How many rows repeat an earlier one.
struct DuplicateCounts {
  uint64_t exact = 0;
  uint64_t near = 0;
};

/// What corpus.json says of an import, without what write_corpus() adds.
struct ImportFacts {
  const std::string& source;
  const ImportOptions& options;
  const text::TokenizerOptions& tokenizer;               ///< the texts were cut with these
  const std::vector<RowReader::Finding>& more_findings;  ///< beside the reader's
  const RowBatches& batches;
  const VocabularyLimits& limits;
  const Phrases& phrases;
  DuplicateCounts duplicates;
  const WrittenDocuments& written;
  uint64_t rows_total = 0;
  uint64_t rows_rejected = 0;
};
formats::Json import_info(const ImportFacts& facts);

}  // namespace theta::corpus
