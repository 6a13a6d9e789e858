#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace theta::models {

/// How an epoch is cut so that a batch touches few slices of time: the documents of each slice are dealt into
/// pieces, and the pieces of all slices follow each other in random order. Every document comes once an epoch
/// and all batches are of about one size, so the mean over a random batch is an unbiased estimate of the mean
/// over the corpus (docs/design/0030-detm.md).
class TimeBatches {
 public:
  /// `slice` [D] of each document, below `slices`. A batch has at most `batch_size` documents, in pieces from
  /// about `slices_per_batch` slices; small slices may make batches smaller (most_slices).
  TimeBatches(std::vector<uint32_t> slice, size_t slices, size_t batch_size, size_t slices_per_batch);

  size_t batches() const { return batches_; }
  std::span<const uint32_t> slice_of_document() const { return slice_; }

  /// The documents of an epoch in the order of its batches, batch b of n being [b D / n, (b + 1) D / n), each
  /// sorted by slice.
  std::vector<uint32_t> order(uint64_t seed, uint64_t epoch) const;

  /// More slices than this in a batch would cost more memory for topics than documents are worth.
  static constexpr size_t kMostSlices = 16;

 private:
  std::vector<uint32_t> slice_;
  std::vector<uint64_t> first_;  // [slices + 1] where each slice starts among documents sorted by slice
  size_t piece_size_;
  size_t batches_;
};

}  // namespace theta::models
