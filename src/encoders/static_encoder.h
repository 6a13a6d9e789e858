#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "embed/word2vec_file.h"
#include "encoders/text_encoder.h"

namespace theta::encoders {

struct StaticOptions {
  double rarity = 1e-3;          ///< a: a word of share p weighs a / (a + p)
  size_t common_directions = 1;  ///< directions shared by the corpus' documents that are taken out
};

/// Documents as weighted means of word vectors, without the directions that all of them share (Arora, Liang &
/// Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017), of length 1. Needs no
/// model: word vectors of the corpus itself will do. A document without known words is all zeros.
class StaticEncoder : public TextEncoder {
 public:
  /// `counts` [V]: how often each word occurs in the corpus. `documents`: numbers of words, from which the
  /// common directions are found; the first 20,000 are enough. kBadInput when nothing is left to learn from.
  static Result<std::unique_ptr<StaticEncoder>> make(ThreadPool& pool, embed::WordVectors words,
                                                     const std::vector<uint64_t>& counts,
                                                     const std::vector<std::vector<uint32_t>>& documents,
                                                     const StaticOptions& options);
  /// Writes the folder's encoder.json, words.txt and weights.safetensors.
  Status save(const std::string& folder) const;
  /// kNotFound; kBadInput names the file and what is wrong with it.
  static Result<std::unique_ptr<StaticEncoder>> open(const std::string& folder);

  size_t dimension() const override { return vectors_.cols(); }
  /// Texts are words with white space between them, as a tokenizer left them; other words are passed over.
  Result<math::Matrix<float>> encode(ThreadPool& pool, const std::vector<std::string_view>& texts,
                                     const StopFlag* stop) override;
  /// The same from numbers of words; numbers beyond the vocabulary are passed over.
  void encode_words(const uint32_t* words, size_t count, float* out) const;

 private:
  StaticEncoder(std::vector<std::string> words, math::Matrix<float> vectors, std::vector<float> weights);
  void sum_words(const uint32_t* words, size_t count, float* out) const;

  std::vector<std::string> words_;  ///< [V]
  math::Matrix<float> vectors_;     ///< [V, L]
  std::vector<float> weights_;      ///< [V]
  math::Matrix<float> common_;      ///< [directions, L], of length 1
  std::unordered_map<std::string_view, uint32_t> numbers_;
};

}  // namespace theta::encoders
