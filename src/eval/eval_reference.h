#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "corpus/bag_of_words.h"
#include "corpus/corpus.h"
#include "math/matrix.h"

namespace theta::eval {

/// NPMI of one topic by its definition, document by document.
double npmi_reference(const std::vector<uint32_t>& topic, const corpus::BagOfWords& reference);

/// The windows of `width` tokens of each document, written out one by one as sets of words; a document of
/// fewer tokens is one window. `width` 0 stands for whole documents.
std::vector<std::set<uint32_t>> windows_reference(const corpus::TokenSequences& tokens, size_t width);

/// The same windows with the words that gensim takes for present: what a word's occurrences leave and enter
/// is noted step by step.
std::vector<std::set<uint32_t>> gensim_windows_reference(const corpus::TokenSequences& tokens, size_t width);

/// The measures of eval/coherence.h for one topic, by their definitions, window by window. Every word must be
/// in some window and none in all of them.
double smoothed_npmi_reference(const std::vector<uint32_t>& topic,
                               const std::vector<std::set<uint32_t>>& windows);
double c_uci_reference(const std::vector<uint32_t>& topic, const std::vector<std::set<uint32_t>>& windows);
double u_mass_reference(const std::vector<uint32_t>& topic, const std::vector<std::set<uint32_t>>& windows);
double c_v_reference(const std::vector<uint32_t>& topic, const std::vector<std::set<uint32_t>>& windows);

/// Rank-biased overlap as the infinite sum (1 - p) sum_d p^(d-1) A_d, where beyond a list's end its agreement
/// is assumed to stay as it was there (Webber, Moffat & Zobel 2010, section 4.3), cut at depth 2000.
double rank_biased_overlap_reference(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b,
                                     double persistence);

/// exp of the mean over documents of the negative log-likelihood per word, by its definition. beta is [K, V].
double perplexity_reference(const math::Matrix<float>& theta, const math::Matrix<float>& beta,
                            const corpus::BagOfWords& second);

}  // namespace theta::eval
