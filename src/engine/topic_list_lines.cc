#include <algorithm>
#include <array>

#include "engine/topic_list_formats.h"

namespace theta::engine {
namespace {

// Between words that may hold blanks themselves. Beside ASCII the comma, enumeration comma and semicolon of
// Chinese texts.
constexpr std::array<std::string_view, 7> kSeparators = {",", ";", "|", "\t", "，", "、", "；"};
constexpr size_t kLongestName = 40;

size_t separator_at(std::string_view text) {
  for (const std::string_view separator : kSeparators) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

bool has_separator(std::string_view line) {
  return std::any_of(kSeparators.begin(), kSeparators.end(), [line](std::string_view separator) {
    return separator != "\t" && line.find(separator) != std::string_view::npos;
  });
}

// Cuts at separators, or at blanks when the line has none.
std::vector<std::string_view> items_of(std::string_view line) {
  std::vector<std::string_view> items;
  const bool separated = has_separator(line);
  size_t begin = 0;
  for (size_t i = 0; i <= line.size();) {
    const std::string_view rest = line.substr(i);
    size_t width = rest.empty() ? 1 : separator_at(rest);
    if (width == 0 && !separated && rest[0] == ' ') width = 1;
    if (width == 0) {
      ++i;
      continue;
    }
    items.push_back(trimmed(line.substr(begin, i - begin)));
    i += width;
    begin = i;
  }
  return items;
}

// Takes off quotation marks and brackets of a list that a program printed.
std::string_view bare(std::string_view item) {
  constexpr std::string_view kMarks = "\"'[](){}";
  while (!item.empty() && kMarks.find(item.front()) != std::string_view::npos) item.remove_prefix(1);
  while (!item.empty() && kMarks.find(item.back()) != std::string_view::npos) item.remove_suffix(1);
  return trimmed(item);
}

// "word:0.05", "word (0.05" and "word*0.05" without their weight.
std::string_view without_weight(std::string_view item) {
  for (const char mark : {':', '(', '*', '='}) {
    const size_t at = item.rfind(mark);
    if (at == std::string_view::npos || at == 0) continue;
    if (is_number(trimmed(item.substr(at + 1)), true)) return bare(trimmed(item.substr(0, at)));
  }
  return item;
}

// The words of 0.015*"word" + 0.010*"other"; quotation marks may be absent.
std::vector<std::string> weighted_words(std::string_view line) {
  std::vector<std::string> words;
  for (size_t star = line.find('*'); star != std::string_view::npos;) {
    std::string_view rest = line.substr(star + 1);
    const bool quoted = rest.starts_with('"');
    if (quoted) rest.remove_prefix(1);
    const size_t end = std::min(rest.find(quoted ? "\"" : " +"), rest.size());
    const std::string_view word = quoted ? rest.substr(0, end) : bare(trimmed(rest.substr(0, end)));
    if (!word.empty()) words.emplace_back(word);
    const size_t next = rest.find('*', end);
    star = next == std::string_view::npos ? next : line.size() - rest.size() + next;
  }
  return words;
}

// Takes "Topic 3:" off the line. A colon inside a word is followed by its weight, not by a blank.
std::string take_name(std::string_view& line) {
  constexpr std::string_view kWideColon = "：";
  const size_t narrow = std::min(line.find(": "), line.find(":\t"));
  const size_t wide = line.find(kWideColon);
  const size_t at = std::min(narrow, wide);
  if (at == std::string_view::npos || at > kLongestName || has_separator(line.substr(0, at))) return {};
  std::string name(bare(line.substr(0, at)));
  line = trimmed(line.substr(at + (at == wide ? kWideColon.size() : 1)));
  return name;
}

// The number at the start of a line, as far as a blank or separator; empty when there is none.
std::string_view leading_number(std::string_view line) {
  size_t end = 0;
  while (end < line.size() && line[end] != ' ' && separator_at(line.substr(end)) == 0) ++end;
  const std::string_view first = line.substr(0, end);
  return end < line.size() && is_number(first) ? first : std::string_view();
}

void drop_leading(std::string_view& line, size_t size) {
  line = trimmed(line.substr(size));
  const size_t separator = separator_at(line);
  line = trimmed(line.substr(separator));
}

// Whether every line starts with a whole number, rising from line to line: then they are topic numbers.
bool are_numbered(const std::vector<NumberedLine>& lines) {
  long last = -1;
  for (const NumberedLine& line : lines) {
    const std::string_view number = leading_number(line.text);
    if (number.empty() || number.size() > 9 ||
        !std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return false;
    }
    const long value = std::stol(std::string(number));
    if (value <= last) return false;
    last = value;
  }
  // A single line of words may well begin with a year.
  return lines.size() > 1 || lines[0].text.find('\t') != std::string_view::npos;
}

}  // namespace

bool is_weighted_sum(std::string_view line) {
  const size_t star = line.find('*');
  if (star == std::string_view::npos || star == 0 || star + 1 == line.size()) return false;
  size_t begin = star;
  while (begin > 0 && std::string_view("0123456789.eE-").find(line[begin - 1]) != std::string_view::npos)
    --begin;
  return is_number(line.substr(begin, star - begin));
}

std::vector<std::string> words_of_line(std::string_view line) {
  if (is_weighted_sum(line)) return weighted_words(line);
  std::vector<std::string> words;
  for (const std::string_view item : items_of(line)) {
    const std::string_view word = without_weight(bare(item));
    if (!word.empty() && !is_number(word, true)) words.emplace_back(word);
  }
  return words;
}

TopicList parse_topic_lines(std::string_view text) {
  std::vector<NumberedLine> lines = lines_of(text);
  TopicList list{"lines", "one topic per line", {}};
  if (lines.empty()) return list;
  const auto all = [&lines](const auto& holds) {
    return std::all_of(lines.begin(), lines.end(), [&holds](const NumberedLine& l) { return holds(l.text); });
  };
  const bool sums = all(is_weighted_sum);
  if (sums) list = {"gensim", "every line is a sum of weight*word", {}};
  const bool numbered = !sums && are_numbered(lines);
  std::vector<std::string> names(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view& line = lines[i].text;
    if (numbered) {
      names[i] = leading_number(line);
      drop_leading(line, names[i].size());
    } else if (sums) {
      const size_t first_digit = line.find_first_of("0123456789");
      const size_t after = line.find_first_not_of("0123456789", first_digit);
      if (line[after] == ',' || line[after] == ':' || line[after] == ' ')  // not the point of a weight
        names[i] = line.substr(first_digit, after - first_digit);
    } else {
      names[i] = take_name(line);
    }
  }
  if (numbered) {
    list.reason = "one topic per line, behind its number";
    if (all([](std::string_view line) { return !leading_number(line).empty(); })) {
      list = {"mallet", "every line has a number, a weight and words", {}};
      for (NumberedLine& line : lines) drop_leading(line.text, leading_number(line.text).size());
    }
  }
  for (size_t i = 0; i < lines.size(); ++i) {
    list.topics.push_back({fmt::format("line {}", lines[i].number), names[i], words_of_line(lines[i].text)});
  }
  return list;
}

}  // namespace theta::engine
