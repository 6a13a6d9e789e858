#include "base/hash.h"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <vector>

#include "base/assert.h"
#include "base/encoding.h"

namespace theta {

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  THETA_ASSERT(context_ != nullptr);
  THETA_ASSERT(EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() {
  EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_));
}

void Sha256::update(std::string_view bytes) {
  THETA_ASSERT(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()) == 1);
}

std::string Sha256::digest() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  THETA_ASSERT(EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), digest.data(), &size) == 1);
  return {digest.begin(), digest.begin() + size};
}

std::string Sha256::hex() {
  return theta::hex(digest());
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

Result<std::string> sha256_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (file == nullptr) return errno_error(errno, "open", path);
  Sha256 hash;
  std::vector<char> piece(size_t{1} << 18);
  for (;;) {
    const size_t count = std::fread(piece.data(), 1, piece.size(), file.get());
    hash.update({piece.data(), count});
    if (count == piece.size()) continue;
    if (std::ferror(file.get()) != 0) return errno_error(errno, "read", path);
    return hash.hex();
  }
}

}  // namespace theta
