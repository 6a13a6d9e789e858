#pragma once

#include <string>
#include <vector>

#include "corpus/import_summary.h"
#include "corpus/row_reader.h"
#include "formats/json.h"

namespace theta::corpus {

// What an import tells its user, one sentence each.

std::string finding_sentence(const RowReader::Finding& finding);

/// What each column (roles_json()) is taken for, and why.
std::vector<std::string> column_sentences(const formats::Json& columns);

/// What was found out about the input, what was left out, and how large the corpus in the folder `target` is.
std::vector<std::string> import_sentences(const ImportSummary& summary, const std::string& target);

}  // namespace theta::corpus
