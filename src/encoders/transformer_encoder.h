#pragma once

#include <memory>
#include <string>

#include "encoders/folder_settings.h"
#include "encoders/text_encoder.h"
#include "encoders/transformer.h"
#include "tokenizers/subword_tokenizer.h"

namespace theta::encoders {

struct TransformerOptions {
  math::Precision precision = math::Precision::kFloat32;
  std::string prompt;          ///< a name of the folder's prompts; empty: its default, if it has one
  size_t dimension = 0;        ///< vectors are cut to so many values and normalised anew (Matryoshka); 0: all
  size_t most_tokens = 0;      ///< of a text; 0: as the folder says
  size_t batch_tokens = 1024;  ///< of texts encoded together: memory grows with it
};

/// A Hugging Face folder of Qwen3-Embedding or of the BERT family as an encoder.
class TransformerEncoder : public TextEncoder {
 public:
  /// kNotFound, kBadInput, kUnsupported: one sentence that names the file and what is wrong with it.
  static Result<std::unique_ptr<TransformerEncoder>> open(ThreadPool& pool, const std::string& folder,
                                                          const TransformerOptions& options);

  size_t dimension() const override { return dimension_; }
  Result<math::Matrix<float>> encode(ThreadPool& pool, const std::vector<std::string_view>& texts,
                                     const StopFlag* stop) override;

 private:
  TransformerEncoder(tokenizers::SubwordTokenizer tokenizer, std::unique_ptr<Transformer> transformer)
      : tokenizer_(std::move(tokenizer)), transformer_(std::move(transformer)) {}

  std::vector<tokenizers::TokenIds> tokens_of(ThreadPool& pool,
                                              const std::vector<std::string_view>& texts) const;
  void pool_text(const math::Matrix<float>& states, size_t begin, size_t end, float* out) const;

  tokenizers::SubwordTokenizer tokenizer_;
  std::unique_ptr<Transformer> transformer_;
  FolderSettings settings_;
  std::string prompt_;  ///< put in front of every text
  size_t hidden_ = 0;
  size_t dimension_ = 0;
  size_t batch_tokens_ = 0;
};

}  // namespace theta::encoders
