#include "text/paragraphs.h"

#include <array>

#include "text/sentence_marks.h"

namespace theta::text {
namespace {

constexpr std::array<std::string_view, 3> kWideBlanks = {"\u00A0", "\u3000", "\uFEFF"};

bool is_ascii_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool ends_as_a_sentence(std::string_view line) {
  for (size_t closing = closing_mark_at_end(line); closing > 0; closing = closing_mark_at_end(line)) {
    line.remove_suffix(closing);
  }
  return end_mark_at_end(line) > 0;
}

struct Line {
  std::string_view text;
  size_t length;  // with its end
};

Line first_line(std::string_view text) {
  const size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return {text, text.size()};
  const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
  return {text.substr(0, end), end + (pair ? 2 : 1)};
}

// Lines that no blank line parts.
class Block {
 public:
  void add(std::string_view line) {
    if (!last_.empty()) {
      ++lines_;
      ended_ += ends_as_a_sentence(last_) ? 1 : 0;
    } else {
      begin_ = line.data();
    }
    last_ = line;
  }

  void append_to(std::vector<std::string_view>& paragraphs) {
    if (last_.empty()) return;
    std::string_view all(begin_, static_cast<size_t>(last_.data() + last_.size() - begin_));
    const bool line_by_line = lines_ > 0 && 2 * ended_ >= lines_;
    while (line_by_line && !all.empty()) {
      const Line line = first_line(all);
      paragraphs.push_back(trim_blanks(line.text));
      all.remove_prefix(line.length);
    }
    if (!line_by_line) paragraphs.push_back(all);
    *this = Block();
  }

 private:
  const char* begin_ = nullptr;
  std::string_view last_;
  size_t lines_ = 0;  // before the last
  size_t ended_ = 0;  // of those, as sentences do
};

}  // namespace

size_t blank_length(std::string_view utf8) {
  if (utf8.empty()) return 0;
  if (is_ascii_blank(utf8[0])) return 1;
  for (const std::string_view blank : kWideBlanks) {
    if (utf8.starts_with(blank)) return blank.size();
  }
  return 0;
}

std::string_view trim_blanks(std::string_view utf8) {
  for (size_t blank = blank_length(utf8); blank > 0; blank = blank_length(utf8)) utf8.remove_prefix(blank);
  for (;;) {
    const size_t before = utf8.size();
    if (!utf8.empty() && is_ascii_blank(utf8.back())) utf8.remove_suffix(1);
    for (const std::string_view blank : kWideBlanks) {
      if (utf8.ends_with(blank)) utf8.remove_suffix(blank.size());
    }
    if (utf8.size() == before) return utf8;
  }
}

void split_paragraphs(std::string_view utf8, std::vector<std::string_view>& paragraphs) {
  Block block;
  while (!utf8.empty()) {
    const Line first = first_line(utf8);
    utf8.remove_prefix(first.length);
    const std::string_view line = trim_blanks(first.text);
    if (line.empty()) {
      block.append_to(paragraphs);
    } else {
      block.add(line);
    }
  }
  block.append_to(paragraphs);
}

}  // namespace theta::text
