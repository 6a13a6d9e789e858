#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tokenizers/normalizer.h"

namespace theta::tokenizers {

/// The replacements that SentencePiece compiles into a model: a double array over bytes (layout of
/// darts-clone) whose leaves point into a list of texts that end with a zero byte.
///
/// As in Hugging Face's readers a cluster of up to five bytes is replaced by what stands for its shortest
/// beginning in the table; else each character of the cluster is looked up by itself.
class Charsmap : public Normalizer {
 public:
  /// `bytes`: u32 length of the array in bytes, the array, the texts. kBadInput when they do not fit.
  static Result<std::shared_ptr<const Charsmap>> parse(std::string_view bytes);
  void apply(std::string& text) const override;

 private:
  Charsmap() = default;
  /// What stands for the shortest beginning of `piece` that the table has; null data when it has none.
  std::string_view replacement(std::string_view piece) const;

  std::vector<uint32_t> units_;
  std::string texts_;
};

}  // namespace theta::tokenizers
