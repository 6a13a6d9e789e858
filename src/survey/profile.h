#pragma once

#include <string>

#include "base/result.h"
#include "corpus/import_summary.h"
#include "formats/json.h"

namespace theta::survey {

/// Everything that a survey says of a corpus as a whole, out of its folder and what its import said. Writes
/// the pages of rows and of rejects (line_pages.h) and rejects.csv into `folder` on the way.
///
/// The members: rows {total, used, dropped}, dropped [{reason, rows}], documents, columns (of corpus.json),
/// reading, characters, words, groups, label, time, languages, duplicates, hash, top_words
/// [{word, count, documents}], vocabulary {size, words, tokens, non_zeros, limits} and
/// documents_of_words [[documents, words]]: how many words are in so many documents, ascending.
Result<formats::Json> make_profile(const std::string& corpus_folder, const corpus::ImportSummary& summary,
                                   const std::string& folder);

/// The size of the vocabulary that other limits would give, zero of which means: as the survey had it. Words
/// that the user keeps or drops by name are not looked at.
uint64_t vocabulary_size(const formats::Json& profile, uint64_t largest_size, uint64_t least_documents,
                         double greatest_share);

}  // namespace theta::survey
