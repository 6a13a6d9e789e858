#pragma once

#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace theta::accounts {

/// Whether a new password may be one: 10 to 1,000 bytes of UTF-8, not made of a few pieces that everybody
/// tries first (common words, also in 1337 spelling, runs along the keyboard, repetitions, years), and
/// without the name in front of the @ of its account. kBadInput says which, never what the password is.
Status check_password(const Secret& password, std::string_view email, std::string_view field);

/// The least number of pieces that a text is made of: a common word, a run, a repetition or a year is one,
/// and so is every other character. Looks at the first 64 bytes.
size_t count_pieces(std::string_view text);

}  // namespace theta::accounts
