#include "accounts/tokens.h"

#include <sodium.h>

#include "base/hash.h"
#include "database/id.h"

namespace theta::accounts {

Secret new_token(std::string_view prefix) {
  // Two ids of 128 random bits each; 22 characters hold one.
  return Secret(std::string(prefix) + database::id_text(database::random_bits()) +
                database::id_text(database::random_bits()));
}

std::string token_hash(const Secret& token) {
  return sha256_hex(token.reveal());
}

Secret csrf_token(const Secret& session_token) {
  return Secret(sha256_hex("theta csrf " + session_token.reveal()));
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace theta::accounts
