#pragma once

#include <string>
#include <string_view>

namespace theta::corpus {

/// Turns the lines of a PDF's pages into paragraphs parted by blank lines. Lines of a paragraph are joined:
/// with a blank, or without one where either side is Chinese or Japanese; a word cut by a hyphen at the end
/// of its line is put together. A paragraph ends at a blank line, at a line that ends well before the right
/// margin, and before a bullet. A page ends none. No character but white space and such hyphens is lost.
std::string pdf_paragraphs(std::string_view text);

}  // namespace theta::corpus
