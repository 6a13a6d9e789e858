#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::eval {

/// Topics of one slice of time as distributions over words, [K, V]. The matrix need be valid until the next
/// call only; slices are asked for once each, by rising number, those without documents not at all.
using TopicsAt = std::function<const math::Matrix<float>&(size_t slice)>;

/// What topics over time are measured by; docs/metrics.md defines each figure. T slices, K topics. Figures of
/// a slice without documents are 0 and count nowhere.
struct DynamicScores {
  std::vector<size_t> documents;     ///< [T] documents of the reference
  math::Matrix<double> npmi;         ///< [T, K] NPMI by the documents of the slice alone
  math::Matrix<double> npmi_corpus;  ///< [T, K] NPMI by all documents
  std::vector<double> diversity;     ///< [T] topic diversity
  std::vector<double> unique_words;  ///< [T] TopMost's stricter diversity
  std::vector<double> js_distance;   ///< [K] mean over neighbouring slices of the Jensen-Shannon distance
  std::vector<double> cosine;        ///< [K] the same of the cosine
  size_t steps = 0;                  ///< pairs of neighbouring slices; with none the last two are 0

  bool measured(size_t slice) const { return documents[slice] > 0; }
};

/// `reference` holds the training documents, `slice` [D] the slice of each, or any number from `slices` on
/// for a document without one, which counts as one of all documents only. Neighbours are slices with
/// documents that have none or empty ones between them. The first `coherence_words` of each topic are looked
/// at for NPMI, the first `diversity_words` for diversity. Memory for two slices' topics at a time.
DynamicScores dynamic_scores(ThreadPool& pool, const TopicsAt& topics_at, size_t slices,
                             const corpus::BagOfWords& reference, std::span<const uint32_t> slice,
                             size_t coherence_words = 10, size_t diversity_words = 25);

}  // namespace theta::eval
