#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace theta::accounts {

/// argon2id of a password in its text form, salt and cost included (RFC 9106, by libsodium): 19 MiB, two
/// passes, one lane. kExhausted when there is no memory for it.
Result<std::string> hash_password(const Secret& password);

/// Whether `hash` is that of the password. Takes as long as hash_password().
bool verify_password(const std::string& hash, const Secret& password);

}  // namespace theta::accounts
