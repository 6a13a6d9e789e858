#pragma once

#include <string_view>

#include "base/result.h"

namespace theta::storage {

/// Ending of the files that a LocalStore keeps objects in. No part of a key may end with it, so that the
/// folder of "a.object/b" and the file of "a" never meet.
inline constexpr std::string_view kObjectSuffix = ".object";

/// A key names the same object in every store: 1 to 1,023 bytes of UTF-8; parts of 1 to 200 bytes between
/// single slashes, none at the ends; no part is "." or ".." or ends with ".object"; no control character and
/// no backslash. kBadInput says what is wrong.
Status check_key(std::string_view key);

/// Any beginning of a key, the empty one too.
Status check_prefix(std::string_view prefix);

}  // namespace theta::storage
