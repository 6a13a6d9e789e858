#include "engine/stability.h"

#include <algorithm>

#include "math/assignment.h"

namespace theta::engine {
namespace {

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

void note_partners(const RunTopics& run, const RunTopics& other, const TopicAlignment& alignment,
                   std::vector<TopicStability>& topics) {
  topics.resize(run.beta.rows());
  for (size_t k = 0; k < topics.size(); ++k) {
    topics[k].topic_id = run.topic_ids[k];
    topics[k].name = run.topic_names[k];
    TopicPartner& partner = topics[k].partners.emplace_back();
    if (alignment.partner[k] != math::kUnassigned) partner.topic_id = other.topic_ids[alignment.partner[k]];
    partner.similarity = alignment.partner_similarity[k];
    partner.shared_words = alignment.shared_words[k];
  }
}

}  // namespace

Result<Stability> measure_stability(ThreadPool& pool, const std::vector<RunTopics>& runs) {
  if (runs.size() < 2) return usage_error("stability takes at least two runs");
  Stability result;
  for (const RunTopics& run : runs) result.runs.push_back(run.name);
  for (size_t a = 0; a < runs.size(); ++a) {
    for (size_t b = a + 1; b < runs.size(); ++b) {
      THETA_ASSIGN(const TopicAlignment alignment, align_topics(pool, runs[a], runs[b]));
      const auto topics = static_cast<double>(std::max(runs[a].beta.rows(), runs[b].beta.rows()));
      result.pairs.push_back(sum_of(alignment.partner_similarity) / topics);
      result.shared_words += sum_of(alignment.shared_words) / topics;
      if (a == 0) note_partners(runs[a], runs[b], alignment, result.topics);
    }
  }
  result.similarity = sum_of(result.pairs) / static_cast<double>(result.pairs.size());
  result.shared_words /= static_cast<double>(result.pairs.size());
  for (TopicStability& topic : result.topics) {
    for (const TopicPartner& partner : topic.partners) {
      topic.similarity += partner.similarity / static_cast<double>(topic.partners.size());
      topic.shared_words += partner.shared_words / static_cast<double>(topic.partners.size());
    }
    topic.stable = topic.similarity >= kStableSimilarity;
  }
  return result;
}

formats::Json stability_json(const Stability& stability) {
  formats::Json json = {{"runs", stability.runs},
                        {"similarity", stability.similarity},
                        {"shared_words", stability.shared_words},
                        {"similarity_of_pairs", stability.pairs},
                        {"stable_from", kStableSimilarity},
                        {"unstable_topics", formats::Json::array()},
                        {"topics", formats::Json::array()}};
  for (const TopicStability& topic : stability.topics) {
    if (!topic.stable) json["unstable_topics"].push_back(topic.topic_id);
    formats::Json partners = formats::Json::array();
    for (size_t i = 0; i < topic.partners.size(); ++i) {
      const TopicPartner& partner = topic.partners[i];
      partners.push_back({{"run", i + 1},
                          {"topic_id", partner.topic_id ? formats::Json(*partner.topic_id) : formats::Json()},
                          {"similarity", partner.similarity},
                          {"shared_words", partner.shared_words}});
    }
    json["topics"].push_back({{"topic_id", topic.topic_id},
                              {"name", topic.name},
                              {"similarity", topic.similarity},
                              {"shared_words", topic.shared_words},
                              {"stable", topic.stable},
                              {"partners", std::move(partners)}});
  }
  return json;
}

}  // namespace theta::engine
