#include "engine/stability.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/model_view.h"
#include "engine/topic_layer.h"
#include "eval/top_words.h"
#include "math/assignment.h"
#include "math/gemm.h"

namespace theta::engine {
namespace {

constexpr size_t kTopWords = 10;

/// A run in the words that two runs share: rows of beta of length 1, and top words as numbers of the first.
struct SharedRun {
  math::Matrix<float> rows;
  std::vector<std::vector<uint32_t>> top_words;
};

// Columns of `run` in the order of `words`, which are column numbers of it.
SharedRun restrict(const RunTopics& run, const std::vector<uint32_t>& words) {
  SharedRun shared;
  shared.rows.reshape(run.beta.rows(), words.size());
  for (size_t k = 0; k < run.beta.rows(); ++k) {
    double squares = 0;
    for (const uint32_t word : words) squares += double{run.beta(k, word)} * double{run.beta(k, word)};
    const double factor = squares > 0 ? 1 / std::sqrt(squares) : 0;
    for (size_t i = 0; i < words.size(); ++i)
      shared.rows(k, i) = static_cast<float>(double{run.beta(k, words[i])} * factor);
  }
  shared.top_words = eval::top_words(shared.rows, kTopWords);
  return shared;
}

double jaccard(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  const auto common = std::count_if(
      a.begin(), a.end(), [&b](uint32_t word) { return std::find(b.begin(), b.end(), word) != b.end(); });
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - static_cast<size_t>(common));
}

/// Two runs side by side.
struct Alignment {
  std::vector<size_t> partner;  // of each topic of the first; math::kUnassigned
  std::vector<double> similarity;
  std::vector<double> shared_words;
};

Result<Alignment> align(ThreadPool& pool, const RunTopics& a, const RunTopics& b) {
  std::unordered_map<std::string_view, uint32_t> index;
  for (const std::string& word : b.vocabulary) index.emplace(word, static_cast<uint32_t>(index.size()));
  std::vector<uint32_t> words_a;
  std::vector<uint32_t> words_b;
  for (uint32_t v = 0; v < a.vocabulary.size(); ++v) {
    const auto found = index.find(a.vocabulary[v]);
    if (found == index.end()) continue;
    words_a.push_back(v);
    words_b.push_back(found->second);
  }
  if (words_a.empty()) return bad_input("{} and {} have no word in common", a.name, b.name);
  const SharedRun run_a = restrict(a, words_a);
  const SharedRun run_b = restrict(b, words_b);
  const size_t width = words_a.size();
  math::Matrix<float> cosines(run_a.rows.rows(), run_b.rows.rows());
  math::gemm<float>(pool, math::Transpose::kNo, math::Transpose::kYes, cosines.rows(), cosines.cols(), width,
                    run_a.rows.data(), width, run_b.rows.data(), width, 0, cosines.data(), cosines.cols());
  math::Matrix<double> similarity(cosines.rows(), cosines.cols());
  for (size_t i = 0; i < cosines.size(); ++i)
    similarity.values()[i] = std::clamp(double{cosines.values()[i]}, 0.0, 1.0);
  Alignment alignment;
  alignment.partner = math::best_assignment(similarity);
  for (size_t k = 0; k < alignment.partner.size(); ++k) {
    const size_t partner = alignment.partner[k];
    const bool alone = partner == math::kUnassigned;
    alignment.similarity.push_back(alone ? 0 : similarity(k, partner));
    alignment.shared_words.push_back(alone ? 0 : jaccard(run_a.top_words[k], run_b.top_words[partner]));
  }
  return alignment;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

void note_partners(const RunTopics& run, const RunTopics& other, const Alignment& alignment,
                   std::vector<TopicStability>& topics) {
  topics.resize(run.beta.rows());
  for (size_t k = 0; k < topics.size(); ++k) {
    topics[k].topic_id = run.topic_ids[k];
    topics[k].name = run.topic_names[k];
    TopicPartner& partner = topics[k].partners.emplace_back();
    if (alignment.partner[k] != math::kUnassigned) partner.topic_id = other.topic_ids[alignment.partner[k]];
    partner.similarity = alignment.similarity[k];
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
      THETA_ASSIGN(const Alignment alignment, align(pool, runs[a], runs[b]));
      const auto topics = static_cast<double>(std::max(runs[a].beta.rows(), runs[b].beta.rows()));
      result.pairs.push_back(sum_of(alignment.similarity) / topics);
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

Result<RunTopics> read_run_topics(const std::string& model_folder) {
  THETA_ASSIGN(ModelView view, open_view(model_folder, ViewParts::kWithoutTheta));
  RunTopics run;
  run.name = model_folder;
  run.vocabulary = std::move(view.vocabulary);
  std::vector<uint32_t> visible;
  for (uint32_t i = 0; i < view.topics.size(); ++i) {
    if (view.topics[i].hidden) continue;
    visible.push_back(i);
    run.topic_ids.push_back(view.topics[i].topic_id);
    run.topic_names.push_back(std::move(view.topics[i].name));
  }
  run.beta = select_rows(view.beta, visible);
  return run;
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
