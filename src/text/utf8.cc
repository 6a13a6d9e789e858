#include "text/utf8.h"

#include <cstring>

namespace theta::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct LeadByte {
  uint8_t length;      // of the whole character; 0 when no character starts so
  uint8_t second_low;  // allowed range of the second byte
  uint8_t second_high;
};

// The second byte carries the limits that forbid overlong forms, surrogates and values above U+10FFFF.
LeadByte classify_lead(unsigned char lead) {
  if (lead < 0xC2) return {0, 0, 0};
  if (lead < 0xE0) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead < 0xF0) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead < 0xF4) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

Utf8Unit first_utf8_unit(std::string_view bytes) {
  const auto byte = [&bytes](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (byte(0) < 0x80) return {Utf8Unit::Kind::kValid, 1, byte(0)};
  const LeadByte lead = classify_lead(byte(0));
  if (lead.length == 0) return {Utf8Unit::Kind::kInvalid, 1, kReplacement};
  for (uint8_t i = 1; i < lead.length; ++i) {
    if (i == bytes.size()) return {Utf8Unit::Kind::kTruncated, i, kReplacement};
    const bool fits =
        i == 1 ? byte(1) >= lead.second_low && byte(1) <= lead.second_high : (byte(i) & 0xC0) == 0x80;
    if (!fits) return {Utf8Unit::Kind::kInvalid, i, kReplacement};
  }
  const char* p = bytes.data();
  return {Utf8Unit::Kind::kValid, lead.length, next_code_point(p)};
}

size_t ascii_prefix(std::string_view bytes) {
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
  return i;
}

size_t valid_utf8_prefix(std::string_view bytes) {
  size_t i = 0;
  while (i < bytes.size()) {
    i += ascii_prefix(bytes.substr(i));
    // Text in other scripts comes in long runs, where looking for ASCII again after each character is waste.
    while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80) {
      const Utf8Unit unit = first_utf8_unit(bytes.substr(i));
      if (unit.kind != Utf8Unit::Kind::kValid) return i;
      i += unit.length;
    }
  }
  return i;
}

void append_utf8(char32_t c, std::string& out) {
  const auto put = [&out](char32_t byte) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

}  // namespace theta::text
