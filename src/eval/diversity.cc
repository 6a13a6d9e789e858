#include "eval/diversity.h"

#include <algorithm>
#include <unordered_set>

namespace theta::eval {
namespace {

bool contains(std::span<const uint32_t> words, uint32_t word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

size_t shared_words(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b, size_t n) {
  size_t shared = 0;
  for (size_t i = 0; i < std::min(n, a.size()); ++i) {
    const auto end = b.begin() + static_cast<std::ptrdiff_t>(std::min(n, b.size()));
    shared += std::find(b.begin(), end, a[i]) != end ? 1 : 0;
  }
  return shared;
}

}  // namespace

double topic_diversity(const TopicWords& topics, size_t n) {
  std::unordered_set<uint32_t> distinct;
  size_t words = 0;
  for (const auto& topic : topics) {
    const size_t count = std::min(n, topic.size());
    distinct.insert(topic.begin(), topic.begin() + static_cast<std::ptrdiff_t>(count));
    words += count;
  }
  return words == 0 ? 0 : static_cast<double>(distinct.size()) / static_cast<double>(words);
}

std::vector<double> exclusivity(const math::Matrix<float>& beta, const TopicWords& topics, size_t n) {
  std::vector<double> result;
  for (size_t k = 0; k < topics.size(); ++k) {
    const size_t count = std::min(n, topics[k].size());
    double sum = 0;
    for (size_t i = 0; i < count; ++i) {
      double all = 0;
      for (size_t j = 0; j < beta.rows(); ++j) all += beta(j, topics[k][i]);
      sum += beta(k, topics[k][i]) / all;
    }
    result.push_back(count == 0 ? 0 : sum / static_cast<double>(count));
  }
  return result;
}

double rank_biased_overlap(std::span<const uint32_t> a, std::span<const uint32_t> b, double persistence) {
  const std::span<const uint32_t> shorter = a.size() <= b.size() ? a : b;
  const std::span<const uint32_t> longer = a.size() <= b.size() ? b : a;
  if (shorter.empty()) return 0;
  const auto s = static_cast<double>(shorter.size());
  const auto l = static_cast<double>(longer.size());
  double overlap = 0;             // X_d: words that both lists have down to depth d
  double overlap_at_shorter = 0;  // X_s
  double weight = 1;              // p^d
  double sum = 0;
  for (size_t d = 0; d < longer.size(); ++d) {
    const auto depth = static_cast<double>(d + 1);
    weight *= persistence;
    const std::span<const uint32_t> seen_shorter = shorter.first(std::min(d + 1, shorter.size()));
    overlap += contains(seen_shorter, longer[d]) ? 1 : 0;
    if (d < shorter.size()) overlap += contains(longer.first(d), shorter[d]) ? 1 : 0;
    if (d + 1 == shorter.size()) overlap_at_shorter = overlap;
    sum += overlap / depth * weight;
    if (d >= shorter.size()) sum += overlap_at_shorter * (depth - s) / (s * depth) * weight;
  }
  return (1 - persistence) / persistence * sum +
         ((overlap - overlap_at_shorter) / l + overlap_at_shorter / s) * weight;
}

double inverted_rbo(const TopicWords& topics, size_t n) {
  const auto first_words = [n](const std::vector<uint32_t>& topic) {
    return std::span<const uint32_t>(topic).first(std::min(n, topic.size()));
  };
  double sum = 0;
  double pairs = 0;
  for (size_t a = 0; a < topics.size(); ++a) {
    for (size_t b = a + 1; b < topics.size(); ++b) {
      sum += rank_biased_overlap(first_words(topics[a]), first_words(topics[b]));
      ++pairs;
    }
  }
  return 1 - sum / pairs;
}

std::vector<TopicPair> similar_topics(const TopicWords& topics, size_t n) {
  std::vector<TopicPair> pairs;
  for (uint32_t a = 0; a < topics.size(); ++a) {
    for (uint32_t b = a + 1; b < topics.size(); ++b) {
      const size_t shared = shared_words(topics[a], topics[b], n);
      const size_t words = std::min(n, std::max(topics[a].size(), topics[b].size()));
      if (2 * shared > words) pairs.push_back({a, b, static_cast<uint32_t>(shared)});
    }
  }
  return pairs;
}

}  // namespace theta::eval
