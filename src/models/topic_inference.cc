#include "models/topic_inference.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "math/kernels.h"
#include "models/batch.h"
#include "models/collapsed_refinement.h"

namespace theta::models {
namespace {

using math::Matrix;

constexpr size_t kAntitheticPairs = 8;
constexpr size_t kDocumentGrain = 32;
constexpr float kSmallestProbability = 1e-12F;

Matrix<float> fixed_noise(size_t topics) {
  const CounterRandom random(0, stream_id(8, topics));
  Matrix<float> noise(kAntitheticPairs, math::padded(topics));
  for (size_t r = 0; r < kAntitheticPairs; ++r) {
    for (size_t k = 0; k < topics; ++k)
      noise(r, k) = static_cast<float>(random.normal_pair(r * topics + k).first);
  }
  return noise;
}

void activate(Activation activation, math::AlignedVector<float>& values) {
  for (float& x : values) {
    x = activation == Activation::kRelu ? std::max(x, 0.0F)
                                        : std::max(x, 0.0F) + std::log1p(std::exp(-std::abs(x)));
  }
}

}  // namespace

TopicInference::TopicInference(InferenceNetwork network)
    : network_(std::move(network)),
      cols_(math::padded(network_.config.num_topics)),
      unit_indices_(network_.config.hidden_size),
      noise_(fixed_noise(network_.config.num_topics)),
      first_start_(network_.first_bias) {
  std::iota(unit_indices_.begin(), unit_indices_.end(), 0U);
  if (network_.slices() == 0) return;
  first_start_ = network_.slice_shift;
  for (size_t t = 0; t < first_start_.rows(); ++t) {
    for (size_t h = 0; h < first_start_.cols(); ++h) first_start_(t, h) += network_.first_bias(0, h);
  }
}

const float* TopicInference::first_start(uint32_t slice) const {
  if (network_.slices() == 0) return first_start_.row(0);
  return first_start_.row(std::min<size_t>(slice, network_.slices()));
}

void TopicInference::start_at_prior(Scratch& scratch) const {
  const std::span<const float> alpha = network_.document_prior.row_span(0);
  const float sum = std::accumulate(alpha.begin(), alpha.end(), 0.0F);
  scratch.mean.resize(cols_);
  for (size_t k = 0; k < cols_; ++k) scratch.mean[k] = alpha[k] / sum;
}

void TopicInference::refine_from_prior(const InferenceSettings& settings, std::span<const uint32_t> words,
                                       Scratch& scratch) const {
  scratch.centre.resize(cols_);
  scratch.next.resize(cols_);
  scratch.shares.resize((words.size() + 1) * cols_);
  const auto strength = static_cast<float>(settings.strength);
  for (size_t k = 0; k < cols_; ++k) scratch.centre[k] = strength * scratch.mean[k];
  refine_collapsed(network_.word_topic.data(), cols_, words, scratch.counts.data(), scratch.centre.data(),
                   settings.steps, scratch.shares.data(), scratch.next.data());
  float sum = 0;
  for (size_t k = 0; k < cols_; ++k) {
    scratch.mean[k] = scratch.centre[k] + std::max(scratch.next[k], 0.0F);
    sum += scratch.mean[k];
  }
  for (size_t k = 0; k < cols_; ++k) scratch.mean[k] /= sum;
}

// Each unit is a sum over its inputs in one fixed order, whatever else is computed beside it: that makes a
// document alone and in a batch come out with the same bits.
void TopicInference::encode(std::span<const uint32_t> words, uint32_t slice, Scratch& scratch) const {
  const size_t h = network_.config.hidden_size;
  scratch.input.clear();
  append_encoder_input<float>(network_.config.input, words, scratch.counts, {}, scratch.input);
  scratch.hidden1.resize(h);
  scratch.hidden2.resize(h);
  scratch.head.resize(2 * cols_);
  math::weighted_row_sum(network_.first_weight.data(), h, scratch.input.row_indices(0),
                         scratch.input.row_values(0), scratch.input.row_size(0), first_start(slice),
                         scratch.hidden1.data(), h);
  activate(network_.config.activation, scratch.hidden1);
  math::weighted_row_sum(network_.second_weight.data(), h, unit_indices_.data(), scratch.hidden1.data(), h,
                         network_.second_bias.data(), scratch.hidden2.data(), h);
  activate(network_.config.activation, scratch.hidden2);
  math::weighted_row_sum(network_.head_weight.data(), 2 * cols_, unit_indices_.data(), scratch.hidden2.data(),
                         h, network_.head_bias.data(), scratch.head.data(), 2 * cols_);
  for (size_t c = 0; c < 2 * cols_; ++c) {
    scratch.head[c] = scratch.head[c] * network_.head_scale(0, c) + network_.head_shift(0, c);
  }
}

void TopicInference::posterior_mean(Scratch& scratch) const {
  const size_t k_count = network_.config.num_topics;
  scratch.deviation.resize(cols_);
  scratch.sample.resize(cols_);
  scratch.mean.assign(cols_, 0.0F);
  math::scaled_exp(scratch.head.data() + cols_, 0.5F, scratch.deviation.data(), cols_);
  constexpr float kShare = 0.5F / static_cast<float>(kAntitheticPairs);
  for (size_t pair = 0; pair < kAntitheticPairs; ++pair) {
    for (const float sign : {1.0F, -1.0F}) {
      for (size_t k = 0; k < k_count; ++k) {
        scratch.sample[k] = scratch.head[k] + sign * noise_(pair, k) * scratch.deviation[k];
      }
      math::softmax_row(scratch.sample.data(), k_count);
      for (size_t k = 0; k < cols_; ++k) scratch.mean[k] += kShare * scratch.sample[k];
    }
  }
}

void TopicInference::refine(const InferenceSettings& settings, std::span<const uint32_t> words,
                            const float* word_topic, Scratch& scratch) const {
  const float strength = static_cast<float>(settings.strength);
  const float length = std::accumulate(scratch.counts.begin(), scratch.counts.end(), 0.0F);
  const float inverse = 1.0F / (strength + length);
  scratch.centre.resize(cols_);
  scratch.next.resize(cols_);
  scratch.ratio.resize(words.size());
  for (size_t k = 0; k < cols_; ++k) scratch.centre[k] = strength * scratch.mean[k];
  for (int step = 0; step < settings.steps; ++step) {
    math::gather_dots(word_topic, cols_, words.data(), words.size(), scratch.mean.data(), cols_,
                      scratch.ratio.data());
    for (size_t i = 0; i < words.size(); ++i) {
      scratch.ratio[i] = scratch.counts[i] / std::max(scratch.ratio[i], kSmallestProbability);
    }
    math::weighted_row_sum(word_topic, cols_, words.data(), scratch.ratio.data(), words.size(),
                           static_cast<const float*>(nullptr), scratch.next.data(), cols_);
    for (size_t k = 0; k < cols_; ++k) {
      scratch.mean[k] = (scratch.centre[k] + scratch.mean[k] * scratch.next[k]) * inverse;
    }
  }
}

void TopicInference::infer_with(const InferenceSettings& settings, std::span<const uint32_t> words,
                                std::span<const uint32_t> counts, std::span<float> theta, Scratch& scratch,
                                uint32_t slice) const {
  if (words.empty()) {
    std::copy_n(network_.mean_theta.data(), theta.size(), theta.data());
    return;
  }
  scratch.counts.assign(counts.begin(), counts.end());
  if (network_.has_encoder()) {
    encode(words, slice, scratch);
    posterior_mean(scratch);
    if (settings.steps > 0) refine(settings, words, network_.topics_of(slice), scratch);
  } else {
    start_at_prior(scratch);
    if (settings.steps > 0) refine_from_prior(settings, words, scratch);
  }
  std::copy_n(scratch.mean.data(), theta.size(), theta.data());
}

void TopicInference::infer(std::span<const uint32_t> words, std::span<const uint32_t> counts,
                           std::span<float> theta, Scratch& scratch, uint32_t slice) const {
  infer_with(network_.settings, words, counts, theta, scratch, slice);
}

Matrix<float> TopicInference::infer_all_with(const InferenceSettings& settings, ThreadPool& pool,
                                             const corpus::BagOfWords& bag,
                                             std::span<const uint32_t> slice) const {
  Matrix<float> theta(bag.documents(), network_.config.num_topics);
  std::vector<Scratch> scratch(pool.size());
  parallel_for(pool, bag.documents(), kDocumentGrain, [&](size_t begin, size_t end, size_t worker) {
    for (size_t d = begin; d < end; ++d) {
      infer_with(settings, bag.document_words(d), bag.document_counts(d), theta.row_span(d), scratch[worker],
                 slice.empty() ? InferenceNetwork::kAnyTime : slice[d]);
    }
  });
  return theta;
}

Matrix<float> TopicInference::infer_all(ThreadPool& pool, const corpus::BagOfWords& bag,
                                        std::span<const uint32_t> slice) const {
  return infer_all_with(network_.settings, pool, bag, slice);
}

}  // namespace theta::models
