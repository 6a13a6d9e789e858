#pragma once

#include <string>

#include "export/document_rows.h"

namespace theta::exports {

/// Writes what dfr-browser 0.8 reads from its folder data/: info.json, tw.json (words of topics), dt.json
/// (tokens of each document in each topic, compressed sparse columns), meta.csv (no heading: id, title,
/// authors, journal, volume, issue, date, pages, and then row, file, label and groups) and topic_scaled.csv
/// (places on the map).
///
/// Tokens are whole numbers that add up to the document's length, by largest remainders of length * share.
/// Titles are the first words of the text where the corpus is there, else names of documents.
Status write_dfr(const ExportSource& source, size_t top_words, const Walk& walk, const std::string& folder);

}  // namespace theta::exports
