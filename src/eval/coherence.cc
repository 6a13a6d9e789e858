#include "eval/coherence.h"

#include <cmath>

namespace theta::eval {
namespace {

constexpr double kSmallShare = 1e-12;

/// Shares of windows for one topic.
class Shares {
 public:
  Shares(const TopicCooccurrence& topic, uint64_t windows)
      : topic_(&topic), windows_(static_cast<double>(windows)) {}

  size_t words() const { return topic_->words(); }
  double with(size_t i) const { return with(i, i); }
  double with(size_t i, size_t j) const {
    return windows_ == 0 ? 0 : static_cast<double>(topic_->with(i, j)) / windows_;
  }
  bool unseen(size_t i, size_t j) const { return topic_->with(i, i) == 0 || topic_->with(j, j) == 0; }
  bool everywhere(size_t i, size_t j) const { return with(i, j) == 1; }

 private:
  const TopicCooccurrence* topic_;
  double windows_;
};

double pair_npmi(const Shares& shares, size_t i, size_t j) {
  const double both = shares.with(i, j);
  if (both == 0) return -1;
  if (shares.everywhere(i, j)) return 1;
  return std::log(both / (shares.with(i) * shares.with(j))) / -std::log(both);
}

double pair_smoothed_npmi(const Shares& shares, size_t i, size_t j) {
  if (shares.unseen(i, j)) return -1;
  if (shares.everywhere(i, j)) return 1;
  const double both = shares.with(i, j) + kSmallShare;
  return std::log(both / (shares.with(i) * shares.with(j))) / -std::log(both);
}

double pair_pmi(const Shares& shares, size_t i, size_t j) {
  if (shares.unseen(i, j)) return 0;
  return std::log((shares.with(i, j) + kSmallShare) / (shares.with(i) * shares.with(j)));
}

double pair_u_mass(const Shares& shares, size_t earlier, size_t later) {
  if (shares.with(earlier) == 0) return 0;
  return std::log((shares.with(earlier, later) + kSmallShare) / shares.with(earlier));
}

double topic_c_v(const Shares& shares) {
  const size_t words = shares.words();
  std::vector<double> vectors(words * words);
  std::vector<double> sum(words);
  for (size_t i = 0; i < words; ++i) {
    for (size_t j = 0; j < words; ++j) sum[j] += vectors[i * words + j] = pair_smoothed_npmi(shares, i, j);
  }
  double cosines = 0;
  for (size_t i = 0; i < words; ++i) {
    double product = 0;
    double squares = 0;
    double sum_squares = 0;
    for (size_t j = 0; j < words; ++j) {
      const double x = vectors[i * words + j];
      product += x * sum[j];
      squares += x * x;
      sum_squares += sum[j] * sum[j];
    }
    if (squares > 0 && sum_squares > 0) cosines += product / std::sqrt(squares * sum_squares);
  }
  return cosines / static_cast<double>(words);
}

template <typename Measure>
Coherence over_topics(const Cooccurrence& counts, const Measure& measure) {
  Coherence result;
  for (const TopicCooccurrence& topic : counts.topics) {
    result.topics.push_back(topic.words() < 2 ? 0 : measure(Shares(topic, counts.windows)));
    result.mean += result.topics.back();
  }
  if (!counts.topics.empty()) result.mean /= static_cast<double>(counts.topics.size());
  return result;
}

// The mean over the pairs, each with its earlier word first.
template <typename Pair>
Coherence over_pairs(const Cooccurrence& counts, const Pair& pair) {
  return over_topics(counts, [&pair](const Shares& shares) {
    const size_t words = shares.words();
    double sum = 0;
    for (size_t i = 0; i < words; ++i) {
      for (size_t j = i + 1; j < words; ++j) sum += pair(shares, i, j);
    }
    return sum / (static_cast<double>(words * (words - 1)) / 2);
  });
}

}  // namespace

Coherence npmi(const Cooccurrence& counts) {
  return over_pairs(counts, pair_npmi);
}

Coherence smoothed_npmi(const Cooccurrence& counts) {
  return over_pairs(counts, pair_smoothed_npmi);
}

Coherence c_uci(const Cooccurrence& counts) {
  return over_pairs(counts, pair_pmi);
}

Coherence u_mass(const Cooccurrence& counts) {
  return over_pairs(counts, pair_u_mass);
}

Coherence c_v(const Cooccurrence& counts) {
  return over_topics(counts, topic_c_v);
}

}  // namespace theta::eval
