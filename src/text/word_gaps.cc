#include "text/word_gaps.h"

#include <cstdint>

#include "text/characters.h"

namespace theta::text {

bool stand_together(std::string_view text, std::string_view first, std::string_view second) {
  const auto address = [](const char* p) { return reinterpret_cast<uintptr_t>(p); };
  const char* p = first.data() + first.size();
  const char* const end = second.data();
  if (address(first.data()) < address(text.data()) || address(p) > address(end)) return false;
  if (address(end) > address(text.data() + text.size())) return false;
  if (is_word_byte(p[-1])) {
    while (p < end && (is_letter_byte(*p) || *p == '\'')) ++p;
  }
  bool line_ended = false;
  for (; p < end; ++p) {
    if (*p == '\n') {
      if (line_ended) return false;
      line_ended = true;
    } else if (*p != ' ' && *p != '\t' && *p != '\r' && *p != '-') {
      return false;
    }
  }
  return true;
}

}  // namespace theta::text
