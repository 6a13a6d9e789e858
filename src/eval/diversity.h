#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace theta::eval {

/// Words of each topic, most probable first.
using TopicWords = std::vector<std::vector<uint32_t>>;

/// Topic diversity: the share of distinct words among the first `n` words of all topics
/// (Dieng, Ruiz & Blei, TACL 2020, section 6). 1: no word is shared; 1/K: all topics are the same.
double topic_diversity(const TopicWords& topics, size_t n = 25);

/// Exclusivity of each topic: the mean over its first `n` words of beta_kv / sum_j beta_jv. beta is [K, V].
std::vector<double> exclusivity(const math::Matrix<float>& beta, const TopicWords& topics, size_t n = 10);

/// Rank-biased overlap of two lists without repeats, extrapolated from what is seen of them: RBO_EXT of
/// Webber, Moffat & Zobel (ACM TOIS 2010), equation 32, which also covers lists of different lengths. 0: no
/// common word; 1: the same list. `persistence` is their p.
double rank_biased_overlap(std::span<const uint32_t> a, std::span<const uint32_t> b,
                           double persistence = 0.9);

/// 1 - the mean rank-biased overlap of the first `n` words over all pairs of topics, with p = 0.9: the
/// "inverted RBO" of Bianchi, Terragni & Hovy (ACL 2021). 1: no two topics share a word. Needs two topics.
double inverted_rbo(const TopicWords& topics, size_t n = 10);

/// Two topics that look alike.
struct TopicPair {
  uint32_t first = 0;
  uint32_t second = 0;
  uint32_t shared = 0;  ///< of their first n words
};

/// The pairs that share more than half of their first `n` words (of all words of the longer topic, when both
/// have fewer), by rising topic numbers.
std::vector<TopicPair> similar_topics(const TopicWords& topics, size_t n = 10);

}  // namespace theta::eval
