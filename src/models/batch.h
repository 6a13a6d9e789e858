#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "models/etm_config.h"
#include "models/sparse_rows.h"

namespace theta::models {

/// Some documents, ready for one training step.
template <typename T>
struct Batch {
  std::vector<uint32_t> documents;  ///< their numbers in the bag, which key their random numbers
  SparseRows<T> target;             ///< counts to reconstruct, [B, V]
  SparseRows<T> input;              ///< what the encoder reads, [B, V]
  std::vector<T> lengths;           ///< tokens of each target row
  ColumnOrder target_columns;
  ColumnOrder input_columns;

  /// The slices of time that the documents belong to, S of them; rows are sorted by slice. Both empty in a
  /// model without time, where all documents share slice 0.
  std::vector<uint32_t> slices;     ///< [S], numbers in the corpus
  std::vector<uint32_t> row_slice;  ///< [B], place in `slices`

  size_t slice_count() const { return std::max<size_t>(slices.size(), 1); }
  size_t slice_of(size_t row) const { return row_slice.empty() ? 0 : row_slice[row]; }
};

/// Appends what the encoder reads of one document: the transformed counts of its words. `mask` (same length
/// as words, or empty) hides the words where it is false.
template <typename T>
void append_encoder_input(EncoderInput transform, std::span<const uint32_t> words, std::span<const T> counts,
                          const std::vector<bool>& mask, SparseRows<T>& input);

/// Fills `batch` with documents of `bag`. With word_dropout > 0 each word type of a document is hidden with
/// that probability, drawn from (seed, epoch, document).
template <typename T>
void make_batch(ThreadPool& pool, const corpus::BagOfWords& bag, std::span<const uint32_t> documents,
                const EtmConfig& config, double word_dropout, uint64_t seed, uint64_t epoch, Batch<T>& batch);

/// Names the slice of each document of a batch, whose documents must be sorted by it; `slice_of_document` has
/// a slice for every document of the bag.
template <typename T>
void assign_slices(std::span<const uint32_t> slice_of_document, Batch<T>& batch);

}  // namespace theta::models
