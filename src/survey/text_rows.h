#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/dates.h"
#include "formats/json.h"

namespace theta::survey {

/// What one reading of documents.jsonl tells of the documents.
struct DocumentFacts {
  formats::Json characters;  ///< length_histogram()
  formats::Json groups;      ///< [ValueCounts], one for each group column
  formats::Json label;       ///< ValueCounts or null
  formats::Json time;        ///< {bin, first, last, dated, undated, slices: [{label, documents}]} or null
};

/// Reads the documents of a corpus folder and writes the pages `rows` (line_pages.h) of them:
///   {row, piece, file, id, time, label, groups: [..], language, text, characters}
/// in the roles of the columns, the text cut to kMostCharacters (`characters` counts the whole). `info` is
/// the folder's corpus.json.
Result<DocumentFacts> write_text_rows(const std::string& corpus_folder, const formats::Json& info,
                                      const std::string& rows);

}  // namespace theta::survey
