#pragma once

#include <string>

#include "export/document_rows.h"

namespace theta::exports {

/// Writes into `folder` what `mallet train-topics` writes: state.gz (a topic for every token), doc_topics.txt
/// (shares in topic order), doc_topics_sorted.txt (the older layout: topics by falling share) and
/// topic_keys.txt. Needs the corpus. Topics keep their ids: one that was hidden or merged into another has
/// alpha 0 and no token. Blanks inside words and names, which the state cannot hold, become "_".
Status write_mallet(const ExportSource& source, size_t top_words, const Walk& walk,
                    const std::string& folder);

}  // namespace theta::exports
