#pragma once

#include <string>

#include "export/document_rows.h"

namespace theta::exports {

struct JsonlChoice {
  size_t top_words = 25;       ///< words of each topic
  double least_weight = 0.01;  ///< topics of a document below it are left out of its list
  bool texts = false;          ///< the documents' texts, from the corpus
};

/// Writes topics.jsonl and documents.jsonl into `folder`.
Status write_jsonl(const ExportSource& source, const JsonlChoice& choice, const Walk& walk,
                   const std::string& folder);

}  // namespace theta::exports
