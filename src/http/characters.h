#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/lower_case.h"

namespace theta::http {

/// Letters, digits and the marks that RFC 9110 section 5.6.2 allows in methods and header names.
bool is_token_char(char c);
bool is_token(std::string_view text);

/// Compares ASCII letters without their case, all other bytes as they are.
bool same_ignoring_case(std::string_view a, std::string_view b);

/// Takes the next element of a comma-separated header value off `rest`, blanks trimmed, empty elements
/// skipped. Commas inside quoted strings do not part. Empty at the end.
std::string_view next_element(std::string_view& rest);

/// Decodes %XX once; `plus_is_blank` for query strings. Nothing when an escape is broken.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank);

/// Whether the bytes are UTF-8 by Unicode's definition (no surrogates, no overlong forms, up to U+10FFFF).
bool is_utf8(std::string_view text);

/// Whether a control character (U+0000 to U+001F, U+007F) is among the bytes.
bool has_control(std::string_view text);

}  // namespace theta::http
