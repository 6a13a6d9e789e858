#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::eval {

/// Each document's tokens, dealt at random into two halves of equal size.
struct Halves {
  corpus::BagOfWords first;  ///< gets the odd token
  corpus::BagOfWords second;
};

/// Halves for document completion (Wallach et al. 2009; Rosen-Zvi et al. 2004). The deal depends on the seed
/// and the document's place in `documents` alone.
Halves split_halves(const corpus::BagOfWords& documents, uint64_t seed);

struct Perplexity {
  double per_document = 0;  ///< exp of the mean over documents of the negative log-likelihood per word
  double per_word = 0;      ///< exp of the negative log-likelihood of all words / their number
  size_t documents = 0;     ///< with words in the second half
  uint64_t words = 0;
};

/// Perplexity of the second halves under theta of the first halves: p(v | d) = sum_k theta_dk beta_kv.
/// theta is [D, at least K], word_topic is beta transposed, [V, at least K]. `per_document` is the official
/// ETM's definition, `per_word` the usual one. Documents whose second half is empty are left out.
Perplexity completion_perplexity(ThreadPool& pool, const math::Matrix<float>& theta,
                                 const math::Matrix<float>& word_topic, size_t num_topics,
                                 const corpus::BagOfWords& second);

/// The same in two steps, for models whose beta depends on the document. The first sets log_likelihood[d],
/// [D], for the given documents of `second`: log p of all words of the second half of d.
void completion_log_likelihood(ThreadPool& pool, const math::Matrix<float>& theta,
                               const math::Matrix<float>& word_topic, size_t num_topics,
                               const corpus::BagOfWords& second, std::span<const uint32_t> documents,
                               std::span<double> log_likelihood);
Perplexity perplexity(std::span<const double> log_likelihood, const corpus::BagOfWords& second);

/// Perplexity of the documents of each slice of time, [slices]. `slice` [D] is the slice of each document, or
/// any number from `slices` on for one that belongs to none.
std::vector<Perplexity> perplexity_by_slice(std::span<const double> log_likelihood,
                                            const corpus::BagOfWords& second, std::span<const uint32_t> slice,
                                            size_t slices);

}  // namespace theta::eval
