#include "eval/diversity.h"

#include <algorithm>
#include <unordered_set>

namespace theta::eval {
namespace {

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

std::vector<TopicPair> similar_topics(const TopicWords& topics, size_t n) {
  std::vector<TopicPair> pairs;
  for (uint32_t a = 0; a < topics.size(); ++a) {
    for (uint32_t b = a + 1; b < topics.size(); ++b) {
      const size_t shared = shared_words(topics[a], topics[b], n);
      if (2 * shared > n) pairs.push_back({a, b, static_cast<uint32_t>(shared)});
    }
  }
  return pairs;
}

}  // namespace theta::eval
