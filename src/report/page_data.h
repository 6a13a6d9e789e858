#pragma once

#include <nlohmann/json.hpp>

#include "report/report.h"

namespace theta::report {

/// What the page's scripts read:
///   title, metrics, manifest, history: as given
///   words: the words that some topic shows; counts: their uses in the corpus
///   where: per word [topic, percent, topic, percent, ...], p(topic | word) in whole percent, from 1 % up
///   tokens: uses of all words together
///   edits, model_topics, hidden_topics (their number), metrics_left_out: what people changed
///   topics: per topic topic_id, name (null without one), members, share, npmi, exclusivity (null when
///   unknown), x, y (place on the map), passages, and
///     words (indices into `words`), probability p(word | topic), uses (estimated count in the topic)
///   time, drift: time_data(), drift_data()
///   methods: the methods paragraph (en, zh) and what it cites (bibtex)
nlohmann::json page_data(const ReportInput& input);

/// JSON that may stand inside <script>: every "<" is written as \u003c, broken UTF-8 as U+FFFD.
std::string script_safe(const nlohmann::json& data);

}  // namespace theta::report
