#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace theta::text {

/// What stands at the front of some bytes that claim to be UTF-8 (The Unicode Standard 15, table 3-7).
struct Utf8Unit {
  enum class Kind : uint8_t { kValid, kInvalid, kTruncated };
  Kind kind;
  uint8_t length;  ///< bytes of the character, of the maximal invalid part, or all that is left (truncated)
  char32_t code_point;  ///< U+FFFD unless valid
};

/// Looks at the first character of `bytes`, which must not be empty. kTruncated: the bytes end inside a
/// character that is right so far.
Utf8Unit first_utf8_unit(std::string_view bytes);

/// Length of the longest prefix of `bytes` that is valid UTF-8.
size_t valid_utf8_prefix(std::string_view bytes);

/// Length of the longest prefix of `bytes` below 0x80.
size_t ascii_prefix(std::string_view bytes);

/// Appends a Unicode scalar value.
void append_utf8(char32_t code_point, std::string& out);

/// Reads one character of text that is known to be valid and moves `p` past it.
inline char32_t next_code_point(const char*& p) {
  const auto byte = [&p](int i) { return static_cast<char32_t>(static_cast<unsigned char>(p[i])); };
  const char32_t lead = byte(0);
  if (lead < 0x80) {
    p += 1;
    return lead;
  }
  if (lead < 0xE0) {
    const char32_t c = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    p += 2;
    return c;
  }
  if (lead < 0xF0) {
    const char32_t c = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    p += 3;
    return c;
  }
  const char32_t c = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  p += 4;
  return c;
}

}  // namespace theta::text
