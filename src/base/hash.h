#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace theta {

/// SHA-256 of bytes given in pieces (FIPS 180-4, by OpenSSL).
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void update(std::string_view bytes);
  /// The digest, 32 bytes; call once, last.
  std::string digest();
  /// The same as lower-case hexadecimal digits.
  std::string hex();

 private:
  void* context_;
};

std::string sha256_hex(std::string_view bytes);
/// Digest of a file's contents, read in pieces: a mapping would count as memory in use.
Result<std::string> sha256_file(const std::string& path);

/// 64-bit hash for in-memory tables (not stable across releases, never stored).
inline uint64_t hash_bytes(std::string_view bytes) {
  uint64_t hash = 0x9E3779B97F4A7C15ULL ^ bytes.size();
  const char* p = bytes.data();
  size_t left = bytes.size();
  while (left >= 8) {
    uint64_t word;
    __builtin_memcpy(&word, p, 8);
    hash = (hash ^ word) * 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 32;
    p += 8;
    left -= 8;
  }
  uint64_t tail = 0;
  __builtin_memcpy(&tail, p, left);
  hash = (hash ^ tail) * 0x94D049BB133111EBULL;
  return hash ^ (hash >> 29);
}

}  // namespace theta
