#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace theta::models {

/// Topics of one document under known topics, by zeroth-order collapsed variational inference (Asuncion,
/// Welling, Smyth & Teh 2009). Each use of word v belongs to topic k with
///   g_vk ~ (prior_k + n_k - g_vk) p(v | k),   n_k = sum_v counts_v g_vk,
/// updated word by word, `steps` times over the document from n = 0. That a word does not vote for itself
/// keeps short documents from being spread over all topics.
///
/// `word_topic` is [V, cols], zero in the padding; `prior` [cols] is positive but for the padding. Writes n
/// to `expected` [cols]; `shares` [words + 1, cols] is scratch. cols is a multiple of math::kLanePadding, the
/// arrays are aligned to 64 bytes.
void refine_collapsed(const float* word_topic, size_t cols, std::span<const uint32_t> words,
                      const float* counts, const float* prior, int steps, float* shares, float* expected);

}  // namespace theta::models
