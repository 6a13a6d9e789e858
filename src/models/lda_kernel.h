#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace theta::models {

/// What resampling reads and changes: counts of the assignments z, and the prior. Columns are padded(K); in
/// the padding `alpha` and `inverse` are 0, so that no token can come to a topic that does not exist.
struct LdaPass {
  size_t cols = 0;                    ///< padded(K)
  const float* alpha = nullptr;       ///< [cols] document prior
  double beta = 0;                    ///< topic prior, the same for every word
  double beta_sum = 0;                ///< V * beta
  int32_t* word_topic = nullptr;      ///< [V, cols] n_vk, tokens of word v in topic k
  int64_t* topic_tokens = nullptr;    ///< [cols] n_k
  float* inverse = nullptr;           ///< [cols] 1 / (n_k + V beta)
  int32_t* document_topic = nullptr;  ///< [cols] scratch: n_dk of the document at hand
  float* weight = nullptr;            ///< [cols] scratch: (n_dk + alpha_k) * inverse_k
  float* cumulative = nullptr;        ///< [cols] scratch
};

/// Draws every token of one document anew from its collapsed conditional (Griffiths & Steyvers 2004, eq. 5):
/// p(z = k | all other z) ~ (n_dk + alpha_k) (n_vk + beta) / (n_k + V beta), the token itself not counted.
///
/// `topics` holds z of the document's tokens, word by word, each as often as `counts` says; `uniforms` one
/// number in [0, 1) for each token. Keeps the counts of `pass` true to `topics` after every token.
void resample_document(const LdaPass& pass, std::span<const uint32_t> words, std::span<const uint32_t> counts,
                       const float* uniforms, uint16_t* topics);

/// inverse[k] = 1 / (n_k + V beta) for the first `num_topics` columns, 0 behind them.
void fill_inverse(const LdaPass& pass, size_t num_topics);

}  // namespace theta::models
