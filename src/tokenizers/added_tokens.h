#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace theta::tokenizers {

/// A text that is one token whatever the model would make of it.
struct AddedToken {
  std::string content;
  uint32_t id = 0;
  bool single_word = false;  ///< not where a letter or digit stands before or behind
  bool left_strip = false;   ///< takes the white space before it along
  bool right_strip = false;
};

/// Finds added tokens in text: at each place the longest, from left to right.
class AddedTokens {
 public:
  explicit AddedTokens(std::vector<AddedToken> tokens);

  /// A piece of text; `token` is null for what lies between added tokens.
  struct Section {
    std::string_view text;
    const AddedToken* token;
  };
  void split(std::string_view text, std::vector<Section>& sections) const;

 private:
  const AddedToken* longest_at(std::string_view text, size_t at) const;

  std::vector<AddedToken> tokens_;  ///< by first byte, longer ones first
  std::vector<uint32_t> first_;     ///< [257], where the tokens of each first byte begin
};

}  // namespace theta::tokenizers
