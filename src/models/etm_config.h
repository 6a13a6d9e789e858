#pragma once

#include <cstddef>
#include <cstdint>

namespace theta::models {

enum class Activation : uint8_t { kRelu, kSoftplus };

/// How a document's counts enter the encoder.
enum class EncoderInput : uint8_t {
  kNormalizedCounts,  ///< n / N, as Dieng, Ruiz & Blei 2020
  kScaledLogCounts,   ///< sqrt(30) * l2norm(log(1 + n)): the same scale for short and long documents
};

/// Shape and training objective of an embedded topic model. Nothing here depends on a corpus but the sizes.
struct EtmConfig {
  // Sizes.
  size_t vocabulary_size = 0;   ///< V
  size_t num_topics = 50;       ///< K
  size_t embedding_size = 200;  ///< L
  size_t hidden_size = 200;     ///< H, both hidden layers

  bool bfloat16 = false;  ///< round the factors of the encoder's dense products to bfloat16 in training

  // Encoder.
  Activation activation = Activation::kRelu;
  EncoderInput input = EncoderInput::kScaledLogCounts;
  double word_dropout = 0.5;      ///< share of a document's word types hidden from the encoder in training
  double dropout = 0.0;           ///< of the second hidden layer
  bool batch_norm = false;        ///< of mu and log-variance, without affine part
  double batch_norm_scale = 1.0;  ///< factor on the normalised mu

  // Decoder.
  bool background = true;  ///< add the log unigram to the logits of every topic
  bool train_rho = true;   ///< tune the word embeddings

  // Prior N(p, diag s^2) of z.
  bool learn_prior_mean = true;
  bool learn_prior_variance = true;
  double prior_variance = 4.0;  ///< start value, or the fixed value

  // Refinement of theta inside training: EM-like steps towards the document's own words.
  double refine_weight =
      0.5;  ///< rw: share of beta's gradient that comes from the refined theta; 0 = ELBO only
  int refine_steps = 3;
  double refine_strength = 5.0;  ///< rs: pseudo-counts of the running mean of theta
};

}  // namespace theta::models
