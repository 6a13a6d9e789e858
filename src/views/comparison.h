#pragma once

#include <string>

#include "base/result.h"
#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// From this similarity on two topics are related: below it, a topic has no counterpart.
inline constexpr double kRelated = 0.45;

/// What becomes of the topics of one model in another (engine/topic_alignment.h):
/// {similarity, shared_words, left_topics: [{topic_id, best, similarity, state}], right_topics: likewise,
/// links: [{left, right, similarity, partner}]}, topics by topic_id. The means are null and the links empty
/// when the two have no word in common.
///
/// state of a topic on the left: kept, split (several of the right are closest to it), merged (its closest
/// one is continued by another) or gone; on the right: kept, part (of one that is continued by another),
/// merged (several of the left are closest to it) or new. Links are the partners of the best assignment, and
/// likenesses from 0.3 on: the two largest of each topic.
Result<formats::Json> comparison_json(const Snapshot& left, const std::string& left_name,
                                      const Snapshot& right, const std::string& right_name);

}  // namespace theta::views
