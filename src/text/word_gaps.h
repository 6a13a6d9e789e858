#pragma once

#include <string_view>

namespace theta::text {

/// True when `second` follows `first` in `text` with nothing between them but blanks, at most one line end,
/// and hyphens: then the two may be one phrase. A dropped word or a punctuation mark parts them. What is left
/// of the first word itself, such as the ending that a stem lost or a "'s", counts for nothing. Both are
/// tokens found in `text`; others never stand together.
bool stand_together(std::string_view text, std::string_view first, std::string_view second);

}  // namespace theta::text
