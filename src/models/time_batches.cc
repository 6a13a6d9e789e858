#include "models/time_batches.h"

#include <algorithm>

#include "base/random.h"
#include "models/gradient_trainer.h"

namespace theta::models {
namespace {

size_t quotient_up(size_t a, size_t b) {
  return (a + b - 1) / b;
}

}  // namespace

TimeBatches::TimeBatches(std::vector<uint32_t> slice, size_t slices, size_t batch_size,
                         size_t slices_per_batch)
    : slice_(std::move(slice)), first_(slices + 1, 0) {
  for (const uint32_t s : slice_) ++first_[s + 1];
  for (size_t s = 0; s < slices; ++s) first_[s + 1] += first_[s];
  batches_ = quotient_up(slice_.size(), batch_size);
  piece_size_ = std::max<size_t>(1, quotient_up(slice_.size(), batches_ * slices_per_batch));
  size_t pieces = 0;
  for (size_t s = 0; s < slices; ++s) pieces += quotient_up(first_[s + 1] - first_[s], piece_size_);
  batches_ = std::max(batches_, quotient_up(pieces, kMostSlices));
}

std::vector<uint32_t> TimeBatches::order(uint64_t seed, uint64_t epoch) const {
  const size_t documents = slice_.size();
  const size_t slices = first_.size() - 1;
  std::vector<uint32_t> by_slice(documents);
  std::vector<uint64_t> cursor(first_.begin(), first_.end() - 1);
  for (const uint32_t d : shuffled_documents(documents, seed, epoch)) by_slice[cursor[slice_[d]]++] = d;

  struct Piece {
    uint64_t begin, end;
  };
  std::vector<Piece> pieces;
  for (size_t s = 0; s < slices; ++s) {
    const uint64_t size = first_[s + 1] - first_[s];
    const uint64_t count = quotient_up(size, piece_size_);
    for (uint64_t i = 0; i < count; ++i)
      pieces.push_back({first_[s] + i * size / count, first_[s] + (i + 1) * size / count});
  }
  const CounterRandom random(seed, stream_id(15, epoch));
  for (size_t i = pieces.size(); i > 1; --i) std::swap(pieces[i - 1], pieces[random.below(i, i)]);

  std::vector<uint32_t> result;
  result.reserve(documents);
  for (const Piece& piece : pieces) {
    for (uint64_t i = piece.begin; i < piece.end; ++i) result.push_back(by_slice[i]);
  }
  for (size_t b = 0; b < batches_; ++b) {
    const auto begin = result.begin() + static_cast<std::ptrdiff_t>(b * documents / batches_);
    const auto end = result.begin() + static_cast<std::ptrdiff_t>((b + 1) * documents / batches_);
    std::stable_sort(begin, end, [this](uint32_t x, uint32_t y) { return slice_[x] < slice_[y]; });
  }
  return result;
}

}  // namespace theta::models
