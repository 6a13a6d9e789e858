#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace theta::text {

/// What a mark at the end of a sentence is.
enum class EndMark : uint8_t {
  kNone,
  kPeriod,       ///< .
  kExclamation,  ///< ! and ?
  kEllipsis,     ///< U+2026
  kWide,         ///< full-width marks of Chinese and Japanese, which end a sentence wherever they stand
};

/// The mark at the front of `utf8` and its length in bytes; kNone and 0 when there is none.
struct MarkAtFront {
  EndMark mark = EndMark::kNone;
  size_t length = 0;
};
MarkAtFront end_mark(std::string_view utf8);

/// Length of the end mark, or of the closing quote or bracket, that `utf8` ends with, or 0.
size_t end_mark_at_end(std::string_view utf8);
size_t closing_mark_at_end(std::string_view utf8);

/// Length of the closing, or opening, quote or bracket at the front of `utf8`, or 0. Straight quotes are
/// both.
size_t closing_mark(std::string_view utf8);
size_t opening_mark(std::string_view utf8);

}  // namespace theta::text
