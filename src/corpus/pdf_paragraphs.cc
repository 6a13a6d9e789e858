#include "corpus/pdf_paragraphs.h"

#include <algorithm>
#include <vector>

#include "base/trim.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace theta::corpus {
namespace {

// Lines this near tell where the right margin is.
constexpr size_t kNeighbours = 10;
// A line shorter than this share of the width ends a paragraph; up to the second one if it ends a sentence.
constexpr double kShort = 0.55;
constexpr double kNearlyFull = 0.85;

struct Line {
  std::string_view text;  // without white space around; empty for a blank line
  size_t width = 0;       // wide characters count two
  char32_t first = 0;
  char32_t last = 0;
  char32_t before_last = 0;
};

bool is_wide(char32_t c) {
  return (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF61) || (c >= 0x20000 && c < 0x40000);
}

// Scripts that put no blanks between words. Korean does.
bool is_written_without_blanks(char32_t c) {
  return is_wide(c) && !(c >= 0xAC00 && c < 0xD7A4);
}

bool ends_sentence(char32_t c) {
  constexpr std::u32string_view kEnds =
      U".!?:;\"')]\u2019\u201D\u2026\u3002\uFF01\uFF1F\uFF1A\uFF1B\u300D\u300F\uFF09";
  return kEnds.find(c) != std::u32string_view::npos;
}

bool is_bullet(char32_t c) {
  constexpr std::u32string_view kBullets = U"\u2022\u25CF\u25AA\u25E6\u2023\u25A0\u25CB\u2043\u00B7";
  return kBullets.find(c) != std::u32string_view::npos;
}

bool is_hyphen(char32_t c) {
  return c == U'-' || c == 0x2010 || c == 0xAD;
}

bool is_latin_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return text::character_kind(c) == text::CharacterKind::kLatin;
}

bool is_small_letter(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : is_latin_letter(c);
}

Line line_of(std::string_view text) {
  Line line;
  line.text = trimmed(text, " \t\r\v");
  const char* p = line.text.data();
  const char* const end = p + line.text.size();
  while (p < end) {
    const char32_t c = text::next_code_point(p);
    if (line.width == 0) line.first = c;
    line.before_last = line.last;
    line.last = c;
    line.width += is_wide(c) ? 2 : 1;
  }
  return line;
}

// Page breaks are line breaks and nothing else: pages cut paragraphs anywhere.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find_first_of("\n\f", begin), text.size());
    const bool page_ends = end < text.size() && text[end] == '\f';
    const Line line = line_of(text.substr(begin, end - begin));
    // pdftotext writes "\n\f" and often a blank line in front of it.
    if (page_ends) {
      while (!lines.empty() && lines.back().width == 0 && line.width == 0) lines.pop_back();
    }
    if (!page_ends || line.width > 0) lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

size_t width_near(const std::vector<Line>& lines, size_t at) {
  size_t width = 0;
  const size_t end = std::min(at + kNeighbours + 1, lines.size());
  for (size_t i = at < kNeighbours ? 0 : at - kNeighbours; i < end; ++i)
    width = std::max(width, lines[i].width);
  return width;
}

bool ends_paragraph(const Line& line, const Line& next, size_t width) {
  if (line.width == 0 || next.width == 0 || is_bullet(next.first)) return true;
  const double share = static_cast<double>(line.width) / static_cast<double>(width);
  return share < kShort || (share < kNearlyFull && ends_sentence(line.last));
}

void join(std::string& paragraph, const Line& line, const Line& next) {
  if (is_hyphen(line.last) && is_latin_letter(line.before_last) && is_small_letter(next.first)) {
    paragraph.resize(paragraph.size() - (line.last == U'-' ? 1 : line.last == 0xAD ? 2 : 3));
    return;
  }
  if (!is_written_without_blanks(line.last) && !is_written_without_blanks(next.first)) paragraph += ' ';
}

}  // namespace

std::string pdf_paragraphs(std::string_view text) {
  const std::vector<Line> lines = lines_of(text);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    out += lines[i].text;
    if (i + 1 == lines.size()) break;
    if (!ends_paragraph(lines[i], lines[i + 1], width_near(lines, i))) {
      join(out, lines[i], lines[i + 1]);
    } else if (!out.empty() && !out.ends_with("\n\n")) {
      out += "\n\n";
    }
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

}  // namespace theta::corpus
