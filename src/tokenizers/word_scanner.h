#pragma once

#include <cstddef>
#include <string_view>

namespace theta::tokenizers {

/// How a byte-level model cuts text into words: one of a family of regular expressions, matched by hand.
struct WordRule {
  /// (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|
  /// \s+(?!\S)|\s+ when true; else
  /// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
  bool newer = true;
  size_t longest_number = 1;  ///< n above
};

/// The end of the match that begins at `begin` < text.size(); every character is part of some match. `text`
/// is valid UTF-8.
size_t end_of_word(const WordRule& rule, std::string_view text, size_t begin);

}  // namespace theta::tokenizers
