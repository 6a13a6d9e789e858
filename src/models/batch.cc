#include "models/batch.h"

#include <cmath>

#include "base/assert.h"
#include "base/random.h"

namespace theta::models {
namespace {

// sqrt(30): a document of 30 equally frequent words gets inputs of size 1.
constexpr double kLogCountScale = 5.4772255750516611;

void draw_mask(size_t words, double hidden_share, uint64_t seed, uint64_t stream, std::vector<bool>& mask) {
  const CounterRandom random(seed, stream);
  mask.resize(words);
  const double threshold = hidden_share * 4294967296.0;
  for (size_t i = 0; i < words; i += 4) {
    const auto block = random.block(i / 4);
    for (size_t j = i; j < std::min(words, i + 4); ++j)
      mask[j] = static_cast<double>(block[j - i]) >= threshold;
  }
}

}  // namespace

template <typename T>
void append_encoder_input(EncoderInput transform, std::span<const uint32_t> words, std::span<const T> counts,
                          const std::vector<bool>& mask, SparseRows<T>& input) {
  const auto visible = [&](size_t i) { return mask.empty() || mask[i]; };
  const auto transformed = [&](T count) {
    return transform == EncoderInput::kScaledLogCounts ? std::log1p(count) : count;
  };
  const size_t start = input.values.size();
  T total = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!visible(i)) continue;
    const T value = transformed(counts[i]);
    total += transform == EncoderInput::kScaledLogCounts ? value * value : value;
    input.push(words[i], value);
  }
  const T scale = transform == EncoderInput::kScaledLogCounts
                      ? static_cast<T>(kLogCountScale) / std::sqrt(total)
                      : T{1} / total;
  for (size_t i = start; i < input.values.size(); ++i) input.values[i] *= scale;
  input.end_row();
}

namespace {

template <typename T>
void fill_target(const corpus::BagOfWords& bag, Batch<T>& batch) {
  batch.target.clear();
  batch.lengths.clear();
  for (const uint32_t d : batch.documents) {
    const auto words = bag.document_words(d);
    const auto counts = bag.document_counts(d);
    T length = 0;
    for (size_t i = 0; i < words.size(); ++i) {
      batch.target.push(words[i], static_cast<T>(counts[i]));
      length += static_cast<T>(counts[i]);
    }
    batch.target.end_row();
    batch.lengths.push_back(length);
  }
}

template <typename T>
void fill_input(const corpus::BagOfWords& bag, EncoderInput transform, double word_dropout, uint64_t seed,
                uint64_t epoch, Batch<T>& batch) {
  batch.input.clear();
  std::vector<bool> mask;
  std::vector<T> values;
  for (const uint32_t d : batch.documents) {
    const auto words = bag.document_words(d);
    const auto counts = bag.document_counts(d);
    values.assign(counts.begin(), counts.end());
    if (word_dropout > 0) draw_mask(words.size(), word_dropout, seed, stream_id(3, epoch, d), mask);
    append_encoder_input<T>(transform, words, values, mask, batch.input);
  }
}

}  // namespace

template <typename T>
void make_batch(ThreadPool& pool, const corpus::BagOfWords& bag, std::span<const uint32_t> documents,
                const EtmConfig& config, double word_dropout, uint64_t seed, uint64_t epoch,
                Batch<T>& batch) {
  batch.documents.assign(documents.begin(), documents.end());
  constexpr size_t kHalves = 2;
  pool.run(kHalves, [&](size_t half, size_t) {
    if (half == 0) {
      fill_target(bag, batch);
      order_by_column(batch.target, config.vocabulary_size, batch.target_columns);
    } else {
      fill_input(bag, config.input, word_dropout, seed, epoch, batch);
      order_by_column(batch.input, config.vocabulary_size, batch.input_columns);
    }
  });
}

template <typename T>
void assign_slices(std::span<const uint32_t> slice_of_document, Batch<T>& batch) {
  batch.slices.clear();
  batch.row_slice.clear();
  for (const uint32_t d : batch.documents) {
    const uint32_t slice = slice_of_document[d];
    THETA_ASSERT(batch.slices.empty() || batch.slices.back() <= slice);
    if (batch.slices.empty() || batch.slices.back() != slice) batch.slices.push_back(slice);
    batch.row_slice.push_back(static_cast<uint32_t>(batch.slices.size() - 1));
  }
}

template void assign_slices(std::span<const uint32_t>, Batch<float>&);
template void assign_slices(std::span<const uint32_t>, Batch<double>&);
template void append_encoder_input(EncoderInput, std::span<const uint32_t>, std::span<const float>,
                                   const std::vector<bool>&, SparseRows<float>&);
template void append_encoder_input(EncoderInput, std::span<const uint32_t>, std::span<const double>,
                                   const std::vector<bool>&, SparseRows<double>&);
template void make_batch(ThreadPool&, const corpus::BagOfWords&, std::span<const uint32_t>, const EtmConfig&,
                         double, uint64_t, uint64_t, Batch<float>&);
template void make_batch(ThreadPool&, const corpus::BagOfWords&, std::span<const uint32_t>, const EtmConfig&,
                         double, uint64_t, uint64_t, Batch<double>&);

}  // namespace theta::models
