#include "base/crc64.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace theta {
namespace {

constexpr uint64_t kReflectedPolynomial = 0xC96C5795D7870F42ULL;
constexpr size_t kSlices = 16;
using Tables = std::array<std::array<uint64_t, 256>, kSlices>;

// tables[s][b]: what the byte b does to the remainder once s more bytes have followed it.
constexpr Tables make_tables() {
  Tables tables{};
  for (size_t byte = 0; byte < 256; ++byte) {
    uint64_t value = byte;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? kReflectedPolynomial : 0);
    tables[0][byte] = value;
  }
  for (size_t slice = 1; slice < kSlices; ++slice) {
    for (size_t byte = 0; byte < 256; ++byte) {
      const uint64_t value = tables[slice - 1][byte];
      tables[slice][byte] = (value >> 8) ^ tables[0][value & 0xFF];
    }
  }
  return tables;
}

constexpr Tables kTables = make_tables();
static_assert(std::endian::native == std::endian::little, "words are read as they lie in memory");

}  // namespace

uint64_t crc64(std::string_view bytes, uint64_t before) {
  uint64_t remainder = ~before;
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= kSlices; left -= kSlices, at += kSlices) {
    uint64_t words[2];
    std::memcpy(words, at, sizeof(words));
    words[0] ^= remainder;
    remainder = 0;
    for (size_t i = 0; i < 8; ++i) {
      remainder ^=
          kTables[15 - i][(words[0] >> (8 * i)) & 0xFF] ^ kTables[7 - i][(words[1] >> (8 * i)) & 0xFF];
    }
  }
  for (; left > 0; --left, ++at) {
    remainder = (remainder >> 8) ^ kTables[0][(remainder ^ static_cast<unsigned char>(*at)) & 0xFF];
  }
  return ~remainder;
}

}  // namespace theta
