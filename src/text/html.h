#pragma once

#include <string>
#include <string_view>

namespace theta::text {

/// Appends `utf8` to `out` with character references resolved: decimal (&#39;), hexadecimal (&#x27;) and the
/// named ones of HTML 4 for Latin-1 letters and everyday punctuation. Unknown ones stay as they are; a
/// reference to no character gives a blank.
void append_with_references_resolved(std::string_view utf8, std::string& out);

/// Finds the ends of tags in one text. Linear in the text over all calls.
class TagFinder {
 public:
  /// `text` is in lower case and outlives the finder.
  explicit TagFinder(std::string_view text) : text_(text) {}

  /// The position after the HTML tag or comment that starts with the '<' at `position`, or `position` when
  /// none does. The contents of script and style elements belong to their start tag. "x <b and b> y" is no
  /// tag.
  size_t end_of_tag(size_t position);

 private:
  size_t end_of_element(size_t position, std::string_view name);

  std::string_view text_;
  // No end tag ("</name") and no end of a comment lies beyond the positions where they were last looked for
  // in vain.
  bool no_script_end_ = false;
  bool no_style_end_ = false;
  bool no_comment_end_ = false;
};

}  // namespace theta::text
