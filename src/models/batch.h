#pragma once

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

}  // namespace theta::models
