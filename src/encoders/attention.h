#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"

namespace theta::encoders {

/// Tokens of several texts, one text behind the other.
struct TokenBatch {
  std::vector<uint32_t> tokens;
  std::vector<size_t> offsets = {0};  ///< [texts + 1]; no text is empty

  size_t texts() const { return offsets.size() - 1; }
};

/// Where queries, keys and values of all tokens lie: head h of token t begins at x + t * stride + h * head
/// size. `groups` of neighbouring query heads share one head of keys and values.
struct AttentionInput {
  const float* queries;
  const float* keys;
  const float* values;
  size_t stride;
  size_t heads;
  size_t key_heads;
  size_t head_size;
  bool causal;  ///< a token sees itself and those before it in its text
};

/// softmax(q k' / sqrt(D)) v within each text; `out` [tokens, heads * head size]. Memory does not depend on
/// the length of texts: keys come in blocks, with a running maximum and sum (Milakov & Gimelshein 2018).
void attend(ThreadPool& pool, const std::vector<size_t>& offsets, const AttentionInput& input, float* out);

}  // namespace theta::encoders
