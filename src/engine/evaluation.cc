#include "engine/evaluation.h"

#include <algorithm>
#include <numeric>

#include "engine/document_completion.h"
#include "engine/dynamic_metrics.h"
#include "eval/clustering.h"
#include "eval/completion.h"
#include "eval/top_words.h"

namespace theta::engine {
namespace {

constexpr size_t kTopWords = 25;
constexpr uint64_t kHalvesSeed = 0;

// Mean theta per token and documents by main topic.
void measure_shares(const math::Matrix<float>& theta, const corpus::BagOfWords& counts, size_t num_topics,
                    Evaluation& result) {
  result.share.assign(num_topics, 0);
  result.main_documents.assign(num_topics, 0);
  double tokens = 0;
  for (size_t d = 0; d < theta.rows(); ++d) {
    const auto length = static_cast<double>(counts.document_length(d));
    tokens += length;
    for (size_t k = 0; k < num_topics; ++k) result.share[k] += length * static_cast<double>(theta(d, k));
  }
  for (double& share : result.share) share /= tokens > 0 ? tokens : 1;
  for (const uint32_t topic : eval::main_topics(theta, num_topics)) ++result.main_documents[topic];
}

eval::Halves test_halves(const corpus::Corpus& corpus, const Parts& parts) {
  if (corpus.test_first_half.has_value()) return {*corpus.test_first_half, *corpus.test_second_half};
  return eval::split_halves(select(corpus.counts, parts.test), kHalvesSeed);
}

corpus::BagOfWords without(const std::vector<bool>& stopped, const corpus::BagOfWords& bag) {
  corpus::BagOfWords result;
  for (size_t d = 0; d < bag.documents(); ++d) {
    for (size_t i = bag.offsets[d]; i < bag.offsets[d + 1]; ++i) {
      if (stopped[bag.words[i]]) continue;
      result.words.push_back(bag.words[i]);
      result.counts.push_back(bag.counts[i]);
    }
    result.offsets.push_back(result.words.size());
  }
  return result;
}

// Perplexity of the test documents; returns that of each slice.
std::vector<eval::Perplexity> measure_perplexity(ThreadPool& pool, const models::TopicInference& inference,
                                                 const TopicLayer* layer, const corpus::Corpus& corpus,
                                                 const Parts& parts, const DocumentSlices& slices,
                                                 formats::Json& metrics) {
  metrics["perplexity"] = nullptr;
  metrics["perplexity_per_word"] = nullptr;
  if (parts.test.empty()) return {};
  eval::Halves halves = test_halves(corpus, parts);
  if (layer != nullptr) halves.second = without(layer->stopped(), halves.second);
  const std::vector<uint32_t> slice = select(slices.of_document, parts.test);
  const std::vector<double> log_likelihood =
      completion_log_likelihoods(pool, inference, inference.network().settings, halves, slice, layer);
  const eval::Perplexity perplexity = eval::perplexity(log_likelihood, halves.second);
  if (perplexity.documents == 0) return {};
  metrics["perplexity"] = perplexity.per_document;
  metrics["perplexity_per_word"] = perplexity.per_word;
  metrics["perplexity_documents"] = perplexity.documents;
  metrics["perplexity_words"] = perplexity.words;
  if (slice.empty()) return {};
  return eval::perplexity_by_slice(log_likelihood, halves.second, slice, slices.labels.size());
}

formats::Json measure_slices(ThreadPool& pool, const models::InferenceNetwork& network,
                             const TopicLayer* layer, const corpus::Corpus& corpus, const Parts& parts,
                             const DocumentSlices& slices, const std::vector<eval::Perplexity>& perplexity) {
  math::Matrix<float> beta;
  const eval::TopicsAt topics_at = [&](size_t t) -> const math::Matrix<float>& {
    beta = topic_word(network, static_cast<uint32_t>(t));
    if (layer != nullptr) beta = select_rows(layer->edit_beta(beta), layer->visible());
    return beta;
  };
  const eval::DynamicScores scores =
      eval::dynamic_scores(pool, topics_at, slices.labels.size(), select(corpus.counts, parts.train),
                           select(slices.of_document, parts.train));
  return dynamic_metrics(scores, slices.labels, perplexity);
}

void measure_agreement(const math::Matrix<float>& theta, size_t num_topics, const corpus::Corpus& corpus,
                       const Parts& parts, formats::Json& metrics) {
  metrics["purity"] = nullptr;
  metrics["nmi"] = nullptr;
  if (corpus.labels.empty()) return;
  std::vector<uint32_t> documents = parts.test;
  if (documents.empty()) {
    documents.resize(corpus.documents());
    std::iota(documents.begin(), documents.end(), 0u);
  }
  const std::vector<uint32_t> topics = eval::main_topics(theta, num_topics);
  std::vector<uint32_t> clusters;
  std::vector<uint32_t> labels;
  for (const uint32_t d : documents) {
    if (corpus.labels[d] == corpus::Corpus::kNoLabel) continue;
    clusters.push_back(topics[d]);
    labels.push_back(corpus.labels[d]);
  }
  if (clusters.empty()) return;
  metrics["purity"] = eval::purity(clusters, labels);
  metrics["nmi"] = eval::normalized_mutual_information(clusters, labels);
  metrics["labelled_documents"] = clusters.size();
}

formats::Json topics_json(const Evaluation& result) {
  formats::Json topics = formats::Json::array();
  for (size_t k = 0; k < result.top_words.size(); ++k) {
    formats::Json topic = {{"topic_id", k}};
    topic.update(result.scores.of_topic(k));
    topic["exclusivity"] = result.exclusivity[k];
    topic["share"] = result.share[k];
    topic["main_documents"] = result.main_documents[k];
    topics.push_back(std::move(topic));
  }
  return topics;
}

}  // namespace

math::Matrix<float> topic_word(const models::InferenceNetwork& network, uint32_t slice) {
  const size_t num_topics = network.config.num_topics;
  const size_t cols = network.word_topic.cols();
  const float* const topics = network.topics_of(slice);
  math::Matrix<float> beta(num_topics, network.word_topic.rows());
  for (size_t v = 0; v < beta.cols(); ++v) {
    for (size_t k = 0; k < num_topics; ++k) beta(k, v) = topics[v * cols + k];
  }
  return beta;
}

std::vector<uint32_t> select(std::span<const uint32_t> values, const std::vector<uint32_t>& documents) {
  std::vector<uint32_t> chosen;
  if (values.empty()) return chosen;
  for (const uint32_t d : documents) chosen.push_back(values[d]);
  return chosen;
}

Evaluation evaluate(ThreadPool& pool, const models::TopicInference& inference,
                    const math::Matrix<float>& beta, const math::Matrix<float>& theta,
                    const corpus::Corpus& corpus, const std::optional<corpus::TokenSequences>& tokens,
                    const Parts& parts, const ScoreOptions& options, const TopicLayer* layer,
                    const DocumentSlices& slices) {
  Evaluation result;
  const size_t num_topics = beta.rows();
  const size_t words = beta.cols() - (layer == nullptr ? 0 : layer->stop_words());
  result.top_words = eval::top_words(beta, std::min(std::max(kTopWords, options.top_n.value_or(0)), words));
  result.scores = score_topics(pool, result.top_words, corpus, tokens, parts.train, options);
  result.exclusivity = eval::exclusivity(beta, result.top_words, options.top_n.value_or(kCoherenceWords));
  measure_shares(theta, corpus.counts, num_topics, result);

  formats::Json& metrics = result.metrics;
  metrics = result.scores.figures;
  metrics["exclusivity"] = std::accumulate(result.exclusivity.begin(), result.exclusivity.end(), 0.0) /
                           static_cast<double>(num_topics);
  const auto by_slice = measure_perplexity(pool, inference, layer, corpus, parts, slices, metrics);
  if (!slices.labels.empty()) {
    metrics["dynamic"] = measure_slices(pool, inference.network(), layer, corpus, parts, slices, by_slice);
  }
  measure_agreement(theta, num_topics, corpus, parts, metrics);
  metrics["documents"] = {
      {"train", parts.train.size()}, {"valid", parts.valid.size()}, {"test", parts.test.size()}};
  metrics["topics"] = topics_json(result);
  return result;
}

}  // namespace theta::engine
