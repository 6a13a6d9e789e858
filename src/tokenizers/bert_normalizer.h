#pragma once

#include "tokenizers/normalizer.h"

namespace theta::tokenizers {

/// The choices of BERT's normaliser, in the order in which they are applied.
struct BertOptions {
  bool clean_text = true;     ///< drops what is not text, every kind of white space becomes a blank
  bool set_apart = true;      ///< blanks around Chinese characters
  bool strip_accents = true;  ///< canonical decomposition without non-spacing marks
  bool lower_case = true;     ///< character by character: a final sigma is one like any other
};

class BertNormalizer : public Normalizer {
 public:
  explicit BertNormalizer(BertOptions options) : options_(options) {}
  void apply(std::string& text) const override;

 private:
  BertOptions options_;
};

/// Every character in lower case by itself.
void lower_each(std::string& text);
/// Canonical decomposition, then all of \p{Mn} removed.
void strip_accents(std::string& text);

}  // namespace theta::tokenizers
