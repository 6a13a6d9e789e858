#include "storage/object_key.h"

#include <algorithm>

namespace theta::storage {
namespace {

constexpr size_t kLongestKey = 1023;
constexpr size_t kLongestPart = 200;

// Bytes of the UTF-8 character at the front (RFC 3629: shortest form, no surrogates, up to U+10FFFF), or 0.
size_t character_length(std::string_view text) {
  const auto byte = [&text](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  const bool wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                     (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return wrong ? 0 : length;
}

bool is_clean(std::string_view text) {
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text[0]);
    const size_t length = character_length(text);
    if (length == 0 || first < 0x20 || first == 0x7F || first == '\\') return false;
    text.remove_prefix(length);
  }
  return true;
}

// `complete`: more cannot follow the part.
bool is_part(std::string_view part, bool complete) {
  if (part.size() > kLongestPart) return false;
  return !complete || (!part.empty() && part != "." && part != ".." && !part.ends_with(kObjectSuffix));
}

Status check(std::string_view text, bool complete) {
  const auto refuse = [&text](const char* why) {
    // What is refused may hold anything; a message shows its harmless part.
    std::string shown;
    for (const char c : text.substr(0, 80)) shown += c >= 0x20 && c < 0x7F ? c : '?';
    return bad_input("object key \"{}\": {}", shown, why);
  };
  if (text.size() > kLongestKey) return refuse("is longer than 1,023 bytes");
  if (!is_clean(text)) return refuse("is not UTF-8, or has a control character or a backslash");
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('/', begin), text.size());
    if (!is_part(text.substr(begin, end - begin), complete || end < text.size())) {
      return refuse(
          "has a part that is empty, \".\", \"..\", longer than 200 bytes or ends with \".object\"");
    }
    begin = end + 1;
  }
  return {};
}

}  // namespace

Status check_key(std::string_view key) {
  return check(key, true);
}

Status check_prefix(std::string_view prefix) {
  return check(prefix, false);
}

}  // namespace theta::storage
