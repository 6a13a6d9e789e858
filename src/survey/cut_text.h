#pragma once

#include <cstddef>
#include <string_view>

namespace theta::survey {

/// The text up to `most` characters of UTF-8.
inline std::string_view first_characters(std::string_view text, size_t most) {
  size_t characters = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && characters++ == most)
      return text.substr(0, at);
  }
  return text;
}

/// How many characters of UTF-8 the text has.
inline size_t count_characters(std::string_view text) {
  size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return characters;
}

}  // namespace theta::survey
