#include "text/sentence_marks.h"

#include <array>

namespace theta::text {
namespace {

struct Named {
  std::string_view text;
  EndMark mark;
};
constexpr std::array<Named, 9> kEndMarks = {{{".", EndMark::kPeriod},
                                             {"!", EndMark::kExclamation},
                                             {"?", EndMark::kExclamation},
                                             {"…", EndMark::kEllipsis},
                                             {"。", EndMark::kWide},
                                             {"！", EndMark::kWide},
                                             {"？", EndMark::kWide},
                                             {"；", EndMark::kWide},
                                             {"｡", EndMark::kWide}}};

constexpr std::array<std::string_view, 15> kClosing = {"\"", "'",  ")",  "]",  "}",  "”", "’", "」",
                                                       "』", "）", "】", "》", "〉", "»", "›"};
constexpr std::array<std::string_view, 17> kOpening = {"\"", "'",  "(",  "[",  "{", "“", "‘", "「", "『",
                                                       "（", "【", "《", "〈", "«", "‹", "¿", "¡"};

template <size_t n>
size_t at_front(const std::array<std::string_view, n>& marks, std::string_view utf8) {
  for (const std::string_view mark : marks) {
    if (utf8.starts_with(mark)) return mark.size();
  }
  return 0;
}

}  // namespace

MarkAtFront end_mark(std::string_view utf8) {
  for (const Named& named : kEndMarks) {
    if (utf8.starts_with(named.text)) return {named.mark, named.text.size()};
  }
  return {};
}

size_t end_mark_at_end(std::string_view utf8) {
  for (const Named& named : kEndMarks) {
    if (utf8.ends_with(named.text)) return named.text.size();
  }
  return 0;
}

size_t closing_mark_at_end(std::string_view utf8) {
  for (const std::string_view mark : kClosing) {
    if (utf8.ends_with(mark)) return mark.size();
  }
  return 0;
}

size_t closing_mark(std::string_view utf8) {
  return at_front(kClosing, utf8);
}

size_t opening_mark(std::string_view utf8) {
  return at_front(kOpening, utf8);
}

}  // namespace theta::text
