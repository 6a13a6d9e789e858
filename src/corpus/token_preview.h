#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/corpus.h"
#include "corpus/import_options.h"
#include "corpus/row_reader.h"
#include "corpus/token_cutter.h"

namespace theta::corpus {

/// How one row becomes words.
struct RowPreview {
  Document document;
  std::string problem;             ///< why the row cannot be used, or empty
  std::vector<PreviewWord> words;  ///< in text order; a dropped piece may lie inside another
};

struct TokenPreview {
  std::vector<ColumnRole> roles;  ///< empty for a corpus
  std::vector<RowReader::Finding> findings;
  std::vector<RowPreview> rows;
};

/// Cuts some rows of a file as an import with these options would, without writing anything. `rows` are row
/// numbers; none: five, spread over the first 2,000. A number that the file lacks is kNotFound.
Result<TokenPreview> preview_tokens(const std::string& source, const ImportOptions& options,
                                    const std::vector<uint64_t>& rows);

/// The same for rows of a corpus folder, cut as they were at import. A word outside the vocabulary counts as
/// dropped.
Result<TokenPreview> preview_corpus_tokens(const std::string& folder, const std::vector<uint64_t>& rows);

}  // namespace theta::corpus
