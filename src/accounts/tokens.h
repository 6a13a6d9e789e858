#pragma once

#include <string>
#include <string_view>

#include "base/secret.h"

namespace theta::accounts {

/// How every API key starts, so that people and scanners recognise one that was left somewhere.
inline constexpr std::string_view kKeyPrefix = "theta_";

/// 256 bits nobody can guess as 44 characters of base64url, behind `prefix`.
Secret new_token(std::string_view prefix = "");

/// What is stored of a token: SHA-256 in hexadecimal. A token has 256 random bits, so nothing is gained by a
/// slow hash.
std::string token_hash(const Secret& token);

/// What pages send along with a session's cookie to show that they could read an answer of ours. Made from
/// the session's token, so it needs no place of its own and ends with the session.
Secret csrf_token(const Secret& session_token);

/// Compares in a time that does not depend on where the texts differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace theta::accounts
