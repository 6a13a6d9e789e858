#include "accounts/password_hash.h"

#include <sodium.h>

#include <array>

#include "base/assert.h"

namespace theta::accounts {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr size_t kMemoryBytes = size_t{19} << 20;

void start_library() {
  static const bool started = ::sodium_init() >= 0;
  THETA_ASSERT(started);
}

}  // namespace

Result<std::string> hash_password(const Secret& password) {
  start_library();
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const std::string& plain = password.reveal();
  if (::crypto_pwhash_str_alg(text.data(), plain.data(), plain.size(), kPasses, kMemoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return make_error(ErrorKind::kExhausted, "there is no memory to hash a password");
  }
  return std::string(text.data());
}

bool verify_password(const std::string& hash, const Secret& password) {
  start_library();
  const std::string& plain = password.reveal();
  return ::crypto_pwhash_str_verify(hash.c_str(), plain.data(), plain.size()) == 0;
}

}  // namespace theta::accounts
