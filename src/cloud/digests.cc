#include "cloud/digests.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/assert.h"

namespace theta::cloud {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string text_of(const unsigned char* bytes, size_t count) {
  return {reinterpret_cast<const char*>(bytes), count};
}

std::string keyed(const EVP_MD* kind, std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  THETA_ASSERT(HMAC(kind, key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(), out.data(),
                    &size) != nullptr);
  return text_of(out.data(), size);
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  return keyed(EVP_sha256(), key, text);
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
  return keyed(EVP_sha1(), key, text);
}

std::string md5(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  THETA_ASSERT(EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, EVP_md5(), nullptr) == 1);
  return text_of(out.data(), size);
}

}  // namespace theta::cloud
