#pragma once

#include <string>

#include "base/result.h"
#include "corpus/corpus.h"
#include "engine/model_writer.h"

namespace theta::engine {

/// Writes documents.csv (one line per document: row, file, id, time, label, groups, part, tokens, main
/// topic and its weight, every topic's weight) and passages.json (for each topic the texts that show it best)
/// in one pass over the documents; and rows.csv when the rows were split into pieces.
Status write_document_tables(const std::string& folder, const std::string& corpus_folder,
                             const corpus::Corpus& corpus, const ModelContents& model);

}  // namespace theta::engine
