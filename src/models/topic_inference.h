#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"
#include "models/etm.h"
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
  math::Matrix<float> word_topic;      ///< beta transposed, [V, padded(K)]
  math::Matrix<float> mean_theta;  ///< [1, padded(K)] mean theta of the training documents, for empty ones
  InferenceSettings settings;

  bool has_encoder() const { return config.hidden_size > 0; }
};

/// Copies the network out of a model; mean_theta and settings are left to the caller.
InferenceNetwork extract_network(ThreadPool& pool, Etm<float>& model);

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

  /// Writes theta [K] of one document. A document without words gets the mean theta of the training
  /// documents.
  void infer(std::span<const uint32_t> words, std::span<const uint32_t> counts, std::span<float> theta,
             Scratch& scratch) const;

  /// The same with other settings than the network's own.
  void infer_with(const InferenceSettings& settings, std::span<const uint32_t> words,
                  std::span<const uint32_t> counts, std::span<float> theta, Scratch& scratch) const;

  /// Theta of every document of `bag`, [D, K].
  math::Matrix<float> infer_all(ThreadPool& pool, const corpus::BagOfWords& bag) const;
  math::Matrix<float> infer_all_with(const InferenceSettings& settings, ThreadPool& pool,
                                     const corpus::BagOfWords& bag) const;

  const InferenceNetwork& network() const { return network_; }
  InferenceNetwork& network() { return network_; }

 private:
  void start_at_prior(Scratch& scratch) const;
  void refine_from_prior(const InferenceSettings& settings, std::span<const uint32_t> words,
                         Scratch& scratch) const;
  void encode(std::span<const uint32_t> words, Scratch& scratch) const;
  void posterior_mean(Scratch& scratch) const;
  void refine(const InferenceSettings& settings, std::span<const uint32_t> words, Scratch& scratch) const;

  InferenceNetwork network_;
  size_t cols_;                         // padded(K)
  std::vector<uint32_t> unit_indices_;  // 0, 1, 2, ...: a dense row seen as a sparse one
  math::Matrix<float> noise_;           // [8, padded(K)] the fixed draws behind posterior_mean
};

}  // namespace theta::models
