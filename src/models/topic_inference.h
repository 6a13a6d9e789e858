#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"
#include "models/etm_config.h"
#include "models/sparse_rows.h"

namespace theta::models {

/// How theta is read off a trained model.
///
/// With an encoder theta_0 is the mean over 8 antithetic pairs of softmax(mu +- eps * sd), and refinement
/// takes `steps` EM steps towards the document's own words,
/// theta <- (strength * theta_0 + theta * ((n / (theta beta)) beta')) / (strength + N): the encoder's answer
/// counts as `strength` more words. Without one theta_0 = alpha / sum alpha of the document prior, and theta
/// is (strength * theta_0 + n) / (strength + N) with the n of refine_collapsed(), after `steps` steps.
struct InferenceSettings {
  int steps = 0;        ///< 0: theta_0 alone
  double strength = 0;  ///< pseudo-counts of theta_0; positive in a model without encoder
};

/// Everything inference needs, as plain tensors: what a model folder stores.
struct InferenceNetwork {
  EtmConfig config;                    ///< hidden_size 0: no encoder, and its tensors are empty
  math::Matrix<float> first_weight;    ///< [V, H]
  math::Matrix<float> first_bias;      ///< [1, H]
  math::Matrix<float> second_weight;   ///< [H, H]
  math::Matrix<float> second_bias;     ///< [1, H]
  math::Matrix<float> head_weight;     ///< [H, 2 * padded(K)]
  math::Matrix<float> head_bias;       ///< [1, 2 * padded(K)]
  math::Matrix<float> head_scale;      ///< [1, 2 * padded(K)]: batch normalisation and its factor, folded
  math::Matrix<float> head_shift;      ///< [1, 2 * padded(K)]
  math::Matrix<float> document_prior;  ///< [1, padded(K)] alpha; only without an encoder
  math::Matrix<float> word_topic;  ///< beta transposed, [V, padded(K)]; the mean over time of a dynamic model
  math::Matrix<float> mean_theta;  ///< [1, padded(K)] mean theta of the training documents, for empty ones
  InferenceSettings settings;

  // Only of a dynamic model with T slices of time.
  math::Matrix<float> slice_shift;       ///< [T + 1, H] added in the first layer; the last row for any time
  math::Matrix<float> slice_word_topic;  ///< [T * V, padded(K)] word_topic of each slice

  bool has_encoder() const { return config.hidden_size > 0; }
  size_t slices() const { return slice_shift.rows() == 0 ? 0 : slice_shift.rows() - 1; }

  /// Stands for a document whose time is not known, and for every document of a model without time.
  static constexpr uint32_t kAnyTime = UINT32_MAX;
  /// beta transposed of a slice, V rows of padded(K); of the whole time for kAnyTime and without slices.
  const float* topics_of(uint32_t slice) const {
    return slice < slices() ? slice_word_topic.row(slice * config.vocabulary_size) : word_topic.data();
  }
};

/// Theta of documents, one at a time or many: the same counts give the same bits alone, in any batch, on any
/// number of threads. Immutable; threads share it, each with a Scratch of its own.
class TopicInference {
 public:
  explicit TopicInference(InferenceNetwork network);

  struct Scratch {
    SparseRows<float> input;
    std::vector<float> counts;
    math::AlignedVector<float> hidden1, hidden2, head, deviation, sample, mean, centre, next, shares;
    std::vector<float> ratio;
  };

  /// Writes theta [K] of one document of a slice of time. A document without words gets the mean theta of the
  /// training documents.
  void infer(std::span<const uint32_t> words, std::span<const uint32_t> counts, std::span<float> theta,
             Scratch& scratch, uint32_t slice = InferenceNetwork::kAnyTime) const;

  /// The same with other settings than the network's own.
  void infer_with(const InferenceSettings& settings, std::span<const uint32_t> words,
                  std::span<const uint32_t> counts, std::span<float> theta, Scratch& scratch,
                  uint32_t slice = InferenceNetwork::kAnyTime) const;

  /// Theta of every document of `bag`, [D, K]; `slice` [D], or empty for any time.
  math::Matrix<float> infer_all(ThreadPool& pool, const corpus::BagOfWords& bag,
                                std::span<const uint32_t> slice = {}) const;
  math::Matrix<float> infer_all_with(const InferenceSettings& settings, ThreadPool& pool,
                                     const corpus::BagOfWords& bag,
                                     std::span<const uint32_t> slice = {}) const;

  const InferenceNetwork& network() const { return network_; }
  InferenceNetwork& network() { return network_; }

 private:
  void start_at_prior(Scratch& scratch) const;
  void refine_from_prior(const InferenceSettings& settings, std::span<const uint32_t> words,
                         Scratch& scratch) const;
  const float* first_start(uint32_t slice) const;
  void encode(std::span<const uint32_t> words, uint32_t slice, Scratch& scratch) const;
  void posterior_mean(Scratch& scratch) const;
  void refine(const InferenceSettings& settings, std::span<const uint32_t> words, const float* word_topic,
              Scratch& scratch) const;

  InferenceNetwork network_;
  size_t cols_;                         // padded(K)
  std::vector<uint32_t> unit_indices_;  // 0, 1, 2, ...: a dense row seen as a sparse one
  math::Matrix<float> noise_;           // [8, padded(K)] the fixed draws behind posterior_mean
  math::Matrix<float> first_start_;     // [1, H], or [T + 1, H]: where the first layer's sums start
};

}  // namespace theta::models
