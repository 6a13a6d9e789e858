#include "tokenizers/byte_alphabet.h"

#include <array>

#include "text/utf8.h"

namespace theta::tokenizers {
namespace {

constexpr int kCharacters = 0x100 + 68;

bool is_visible(int byte) {
  return (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

/// The byte of each character of the alphabet, -1 for those outside of it.
std::array<int, kCharacters> make_table() {
  std::array<int, kCharacters> table;
  table.fill(-1);
  int next = 0x100;
  for (int byte = 0; byte < 0x100; ++byte)
    table[static_cast<size_t>(is_visible(byte) ? byte : next++)] = byte;
  return table;
}

}  // namespace

std::optional<std::string> bytes_of_token(std::string_view token) {
  static const std::array<int, kCharacters> table = make_table();
  std::string bytes;
  for (const char *p = token.data(), *const end = p + token.size(); p < end;) {
    const char32_t c = text::next_code_point(p);
    if (c >= kCharacters || table[c] < 0) return std::nullopt;
    bytes += static_cast<char>(table[c]);
  }
  return bytes;
}

}  // namespace theta::tokenizers
