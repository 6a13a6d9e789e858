#include "database/id.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace theta::database {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Value of each character in kAlphabet, -1 for the others.
constexpr std::array<int8_t, 256> make_values() {
  std::array<int8_t, 256> values{};
  values.fill(-1);
  for (size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<int8_t>(i);
  }
  return values;
}
constexpr std::array<int8_t, 256> kValues = make_values();

}  // namespace

IdBits random_bits() {
  IdBits bits;
  size_t filled = 0;
  while (filled < bits.size()) {
    const ssize_t got = ::getrandom(bits.data() + filled, bits.size() - filled, 0);
    if (got > 0) {
      filled += static_cast<size_t>(got);
    } else if (errno != EINTR) {
      std::abort();
    }
  }
  return bits;
}

std::string id_text(const IdBits& bits) {
  std::string text;
  text.reserve(kIdLength);
  uint32_t buffer = 0;
  int held = 0;  // bits of `buffer` not written yet
  for (const uint8_t byte : bits) {
    buffer = buffer << 8 | byte;
    for (held += 8; held >= 6; held -= 6) text += kAlphabet[buffer >> (held - 6) & 63];
  }
  text += kAlphabet[buffer << (6 - held) & 63];
  return text;
}

std::optional<IdBits> parse_id(std::string_view text) {
  if (text.size() != kIdLength) return std::nullopt;
  IdBits bits{};
  uint32_t buffer = 0;
  int held = 0;
  size_t filled = 0;
  for (const char character : text) {
    const int8_t value = kValues[static_cast<unsigned char>(character)];
    if (value < 0) return std::nullopt;
    buffer = buffer << 6 | static_cast<uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bits[filled++] = static_cast<uint8_t>(buffer >> held);
    }
  }
  // 22 characters carry 132 bits; the four behind the id must be zero.
  if ((buffer & 15) != 0) return std::nullopt;
  return bits;
}

}  // namespace theta::database
