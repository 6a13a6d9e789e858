#pragma once

#include <string_view>
#include <vector>

namespace theta::text {

/// Appends the paragraphs of valid UTF-8, without the blanks around them. Blank lines part paragraphs.
/// Between blank lines, line ends part them too when at least half of the lines (the last not counted) end as
/// sentences do: then each line is a paragraph, and not a line broken at some width.
void split_paragraphs(std::string_view utf8, std::vector<std::string_view>& paragraphs);

/// The text without blanks at its ends: ASCII white space, no-break and ideographic spaces.
std::string_view trim_blanks(std::string_view utf8);

/// Length of the blank character at the front of `utf8`, or 0.
size_t blank_length(std::string_view utf8);

}  // namespace theta::text
