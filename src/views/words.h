#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// Most relevant words of a topic, from number `offset` on, at most `limit`: of equal relevance the one with
/// the smaller number first. lambda from 0 to 1 (report::relevance()).
std::vector<uint32_t> words_by_relevance(const Snapshot& snapshot, uint32_t topic, double lambda,
                                         size_t offset, size_t limit);

/// {word, probability, relevance, lift, count, topic_count, topic_share}: p(w|t), p(w|t) / p(w), uses in the
/// corpus, those that the topic accounts for, and p(t|w) among all topics.
formats::Json word_json(const Snapshot& snapshot, uint32_t topic, uint32_t word, double lambda);

/// p(topic | word) [K'] from p(word | topic) and the topics' shares.
std::vector<double> topics_of_word(const Snapshot& snapshot, uint32_t word);

/// "Where is my word?": its uses and, for every topic that is shown, p(w|t), its rank there and p(t|w), by
/// falling p(t|w); with passages that hold it. A word that the model does not know is kNotFound and names a
/// near one.
Result<formats::Json> word_view(const Snapshot& snapshot, std::string_view word);

}  // namespace theta::views
