#include "models/lda_reference.h"

#include <cmath>

namespace theta::models {
namespace {

constexpr size_t kNone = SIZE_MAX;

}  // namespace

std::vector<LdaReference::Token> LdaReference::tokens() const {
  std::vector<Token> result;
  for (size_t d = 0; d < bag.documents(); ++d) {
    const auto words = bag.document_words(d);
    for (size_t i = 0; i < words.size(); ++i) {
      for (uint32_t c = 0; c < bag.document_counts(d)[i]; ++c) result.push_back({d, words[i]});
    }
  }
  return result;
}

LdaReference::Counts LdaReference::count(size_t num_topics, size_t left_out) const {
  Counts counts;
  counts.document_topic.assign(bag.documents(), std::vector<double>(num_topics));
  counts.word_topic.assign(vocabulary_size, std::vector<double>(num_topics));
  counts.topic.assign(num_topics, 0);
  counts.length.assign(bag.documents(), 0);
  const std::vector<Token> all = tokens();
  for (size_t t = 0; t < all.size(); ++t) {
    if (t == left_out) continue;
    counts.document_topic[all[t].document][topics[t]] += 1;
    counts.word_topic[all[t].word][topics[t]] += 1;
    counts.topic[topics[t]] += 1;
    counts.length[all[t].document] += 1;
  }
  return counts;
}

std::vector<double> LdaReference::conditional(size_t token, const LdaPrior& prior) const {
  const size_t num_topics = prior.alpha.size();
  const Counts counts = count(num_topics, token);
  const Token here = tokens()[token];
  std::vector<double> p(num_topics);
  double sum = 0;
  for (size_t k = 0; k < num_topics; ++k) {
    p[k] = (counts.document_topic[here.document][k] + prior.alpha[k]) *
           (counts.word_topic[here.word][k] + prior.beta) /
           (counts.topic[k] + static_cast<double>(vocabulary_size) * prior.beta);
    sum += p[k];
  }
  for (double& x : p) x /= sum;
  return p;
}

double LdaReference::log_likelihood(const LdaPrior& prior) const {
  const size_t num_topics = prior.alpha.size();
  const Counts counts = count(num_topics, kNone);
  const double words = static_cast<double>(vocabulary_size);
  double sum = 0;
  for (size_t d = 0; d < bag.documents(); ++d) {
    sum += std::lgamma(prior.alpha_sum()) - std::lgamma(counts.length[d] + prior.alpha_sum());
    for (size_t k = 0; k < num_topics; ++k) {
      sum += std::lgamma(counts.document_topic[d][k] + prior.alpha[k]) - std::lgamma(prior.alpha[k]);
    }
  }
  for (size_t k = 0; k < num_topics; ++k) {
    sum += std::lgamma(words * prior.beta) - std::lgamma(counts.topic[k] + words * prior.beta);
    for (size_t v = 0; v < vocabulary_size; ++v) {
      sum += std::lgamma(counts.word_topic[v][k] + prior.beta) - std::lgamma(prior.beta);
    }
  }
  return sum;
}

LdaPrior LdaReference::optimized(const LdaPrior& prior) const {
  const size_t num_topics = prior.alpha.size();
  const Counts counts = count(num_topics, kNone);
  LdaPrior result = prior;
  double whole = 0;
  for (const double length : counts.length) {
    whole += digamma(length + prior.alpha_sum()) - digamma(prior.alpha_sum());
  }
  for (size_t k = 0; k < num_topics; ++k) {
    double own = 0;
    for (const auto& document : counts.document_topic) {
      own += digamma(document[k] + prior.alpha[k]) - digamma(prior.alpha[k]);
    }
    result.alpha[k] = (prior.alpha[k] * own + 0.001) / (whole + 1);
  }
  const double words = static_cast<double>(vocabulary_size);
  double topics_whole = 0;
  double own = 0;
  for (size_t k = 0; k < num_topics; ++k) {
    topics_whole += words * (digamma(counts.topic[k] + words * prior.beta) - digamma(words * prior.beta));
    for (size_t v = 0; v < vocabulary_size; ++v) {
      own += digamma(counts.word_topic[v][k] + prior.beta) - digamma(prior.beta);
    }
  }
  result.beta = (prior.beta * own + 0.001) / (topics_whole + 1);
  return result;
}

LdaStatistics LdaReference::statistics(size_t num_topics) const {
  const Counts counts = count(num_topics, kNone);
  LdaStatistics result;
  result.vocabulary_size = vocabulary_size;
  result.document_topic.resize(num_topics);
  for (const auto& document : counts.document_topic) {
    for (size_t k = 0; k < num_topics; ++k) {
      result.document_topic[k].add(static_cast<uint64_t>(document[k]));
    }
  }
  for (const double length : counts.length) result.document_length.add(static_cast<uint64_t>(length));
  for (const auto& word : counts.word_topic) {
    for (const double n : word) result.word_topic.add(static_cast<uint64_t>(n));
  }
  for (const double n : counts.topic) result.topic_tokens.push_back(static_cast<int64_t>(n));
  return result;
}

}  // namespace theta::models
