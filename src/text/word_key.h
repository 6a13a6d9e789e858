#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace theta::text {

namespace internal {
template <typename T>
uint64_t load(const char* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}
}  // namespace internal

/// The bytes of a word of at most 8 bytes as one number: words without NUL bytes have the same number only if
/// they are equal. Overlapping loads of a fixed size, so that there is neither a loop nor a look past the
/// word.
inline uint64_t short_word_key(const char* p, size_t n) {
  using internal::load;
  if (n == 8) return load<uint64_t>(p);
  if (n >= 4) return load<uint32_t>(p) | load<uint32_t>(p + n - 4) << (8 * (n - 4));
  if (n >= 2) return load<uint16_t>(p) | load<uint16_t>(p + n - 2) << (8 * (n - 2));
  return n == 0 ? 0 : load<uint8_t>(p);
}

/// Spreads a key over the upper bits of the result (multiplicative hashing, Knuth vol. 3, 6.4).
inline uint64_t mix_key(uint64_t key) {
  key *= 0x9E3779B97F4A7C15ULL;
  return key ^ key >> 32;
}

}  // namespace theta::text
