#pragma once

#include <span>

#include "base/thread_pool.h"
#include "corpus/corpus_words.h"
#include "corpus/phrases.h"

namespace theta::corpus {

struct PhraseOptions {
  double least_npmi = 0.5;    ///< in [-1, 1]; a pair must be above it
  uint32_t least_count = 10;  ///< occurrences that a pair must have
  int passes = 2;             ///< the second makes phrases of three and four words
};

/// Normalised pointwise mutual information of two words that are `first` and `second` of `total` words and
/// stand side by side `both` times: ln(p(ab) / (p(a) p(b))) / -ln p(ab), in [-1, 1]. Source: Bouma,
/// "Normalized (Pointwise) Mutual Information in Collocation Extraction" (2009), equation 7.
double npmi(uint64_t first, uint64_t second, uint64_t both, uint64_t total);

/// Learns which neighbouring words are phrases, and sets them in `words`. Each pass counts the neighbours
/// twice: first into a table of fixed size, by hash, then exactly those pairs whose cell reached least_count
/// (Park, Chen & Yu, "An Effective Hash-Based Algorithm for Mining Association Rules", 1995), so that memory
/// does not grow with the number of different pairs. The result is sorted and does not depend on the number
/// of threads.
Phrases learn_phrases(ThreadPool& pool, std::span<const TokenSpan> documents, const PhraseOptions& options,
                      CorpusWords& words);

}  // namespace theta::corpus
