#include "views/comparison.h"

#include <algorithm>
#include <numeric>

#include "engine/topic_alignment.h"
#include "math/assignment.h"

namespace theta::views {
namespace {

using engine::TopicAlignment;
using formats::Json;

constexpr double kLink = 0.3;  // fainter likenesses are those of any two topics of one collection
constexpr size_t kLinksOfTopic = 2;

/// The topics of one side, seen from it.
struct Side {
  const engine::RunTopics& run;
  std::vector<size_t> best;        // the most similar topic of the other side
  std::vector<double> similarity;  // to it
  std::vector<size_t> followers;   // related topics of the other side whose best one this is
};

Side side_of(const engine::RunTopics& run, const math::Matrix<double>& similarity, bool rows) {
  const size_t topics = rows ? similarity.rows() : similarity.cols();
  const size_t others = rows ? similarity.cols() : similarity.rows();
  Side side{run, std::vector<size_t>(topics), std::vector<double>(topics), std::vector<size_t>(topics)};
  for (size_t k = 0; k < topics; ++k) {
    for (size_t other = 0; other < others; ++other) {
      const double value = rows ? similarity(k, other) : similarity(other, k);
      if (value <= side.similarity[k]) continue;
      side.best[k] = other;
      side.similarity[k] = value;
    }
  }
  return side;
}

void count_followers(const Side& from, Side& to) {
  for (size_t k = 0; k < from.best.size(); ++k) {
    if (from.similarity[k] >= kRelated) ++to.followers[from.best[k]];
  }
}

/// What a topic is called that no, one or several topics of the other side are closest to, and one that is
/// related to none.
struct States {
  const char* none;
  const char* one;
  const char* several;
  const char* alone;
};

constexpr States kLeft = {"merged", "kept", "split", "gone"};
constexpr States kRight = {"part", "kept", "merged", "new"};

const char* state_of(const Side& side, size_t k, const States& states) {
  if (side.similarity[k] < kRelated) return states.alone;
  if (side.followers[k] == 0) return states.none;
  return side.followers[k] == 1 ? states.one : states.several;
}

Json topic_json(const Side& side, const Side& other, size_t k, const char* state) {
  return {{"topic_id", side.run.topic_ids[k]},
          {"best", side.similarity[k] > 0 ? Json(other.run.topic_ids[side.best[k]]) : Json()},
          {"similarity", side.similarity[k]},
          {"state", state}};
}

// Whether `value` is among the largest kLinksOfTopic of `count` values.
template <typename At>
bool among_largest(double value, size_t count, const At& at) {
  size_t larger = 0;
  for (size_t i = 0; i < count; ++i) larger += at(i) > value ? 1 : 0;
  return larger < kLinksOfTopic;
}

Json links_json(const TopicAlignment& alignment, const Side& left, const Side& right) {
  const math::Matrix<double>& similarity = alignment.similarity;
  Json links = Json::array();
  for (size_t i = 0; i < similarity.rows(); ++i) {
    for (size_t j = 0; j < similarity.cols(); ++j) {
      const double value = similarity(i, j);
      const bool partner = alignment.partner[i] == j;
      const bool alike =
          value >= kLink &&
          (among_largest(value, similarity.cols(), [&](size_t k) { return similarity(i, k); }) ||
           among_largest(value, similarity.rows(), [&](size_t k) { return similarity(k, j); }));
      if (!partner && !alike) continue;
      links.push_back({{"left", left.run.topic_ids[i]},
                       {"right", right.run.topic_ids[j]},
                       {"similarity", value},
                       {"partner", partner}});
    }
  }
  return links;
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// Topics that have nothing to be compared by.
TopicAlignment no_alignment(const engine::RunTopics& a, const engine::RunTopics& b) {
  TopicAlignment alignment;
  alignment.similarity.reshape(a.topic_ids.size(), b.topic_ids.size());
  std::fill(alignment.similarity.values().begin(), alignment.similarity.values().end(), 0.0);
  alignment.partner.assign(a.topic_ids.size(), math::kUnassigned);
  return alignment;
}

}  // namespace

Result<Json> comparison_json(const Snapshot& left, const std::string& left_name, const Snapshot& right,
                             const std::string& right_name) {
  const engine::RunTopics a = engine::run_topics_of(left.view(), left_name);
  const engine::RunTopics b = engine::run_topics_of(right.view(), right_name);
  ThreadPool pool(1);  // one of many requests: the others have the other processors
  Result<TopicAlignment> aligned = engine::align_topics(pool, a, b);
  if (!aligned.ok() && aligned.error().kind != ErrorKind::kBadInput) return aligned.error();
  const bool comparable = aligned.ok();
  const TopicAlignment alignment = comparable ? std::move(aligned).value() : no_alignment(a, b);
  Side sides[] = {side_of(a, alignment.similarity, true), side_of(b, alignment.similarity, false)};
  count_followers(sides[0], sides[1]);
  count_followers(sides[1], sides[0]);
  const auto topics = static_cast<double>(std::max(a.topic_ids.size(), b.topic_ids.size()));
  Json json = {{"similarity", comparable ? Json(sum_of(alignment.partner_similarity) / topics) : Json()},
               {"shared_words", comparable ? Json(sum_of(alignment.shared_words) / topics) : Json()},
               {"left_topics", Json::array()},
               {"right_topics", Json::array()},
               {"links", links_json(alignment, sides[0], sides[1])}};
  for (size_t k = 0; k < a.topic_ids.size(); ++k)
    json["left_topics"].push_back(topic_json(sides[0], sides[1], k, state_of(sides[0], k, kLeft)));
  for (size_t k = 0; k < b.topic_ids.size(); ++k)
    json["right_topics"].push_back(topic_json(sides[1], sides[0], k, state_of(sides[1], k, kRight)));
  return json;
}

}  // namespace theta::views
