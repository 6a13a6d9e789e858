#include "text/word_lines.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/trim.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";
constexpr size_t kLongestWord = 100;                        // in characters
constexpr size_t kMostParts = 8;                            // of a term
constexpr uint64_t kGreatestFrequency = 1'000'000'000'000;  // their sum stays exact as a double

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    const std::string_view part = trimmed(text.substr(0, end), kBlanks);
    if (!part.empty()) parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// Calls take(line, number) for every line that is neither empty nor a comment, until one fails.
template <typename Take>
Status for_each_line(std::string_view text, Take take) {
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end), kBlanks);
    if (!line.empty() && !line.starts_with("# ")) THETA_RETURN_IF_ERROR(take(line, number));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

bool is_beyond_ascii(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_high_byte);
}

bool has_letter_or_digit(std::string_view text) {
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const bool is_high = is_high_byte(*p);
    const bool is_word = !is_high && is_word_byte(*p);
    const char32_t c = next_code_point(p);
    if (is_word || (is_high && character_kind(c) != CharacterKind::kSeparator)) return true;
  }
  return false;
}

bool is_whole_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit_byte);
}
bool is_tag(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}
bool is_number(std::string_view text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stopped == end;
}

// One line of a dictionary, and what errors say of it.
class DictionaryLine {
 public:
  DictionaryLine(std::string_view line, size_t number, std::string_view file)
      : line_(line), number_(number), file_(file) {}

  Result<DictionaryWord> read() {
    const bool has_tabs = line_.find('\t') != std::string_view::npos;
    std::vector<std::string_view> parts = split(line_, has_tabs ? '\t' : ' ');
    if (has_tabs && parts.size() > 3) return error("has more than a word, a frequency and a tag");
    remove_tag(parts, has_tabs);
    DictionaryWord word;
    if (parts.size() > 1) {
      if (is_whole_number(parts.back())) {
        THETA_ASSIGN(word.frequency, frequency(parts.back()));
        parts.pop_back();
      } else if (has_tabs || (is_number(parts.back()) && is_beyond_ascii(parts.front()))) {
        return error(fmt::format("\"{}\" is no frequency: it must be a whole number", parts.back()));
      }
    }
    for (const std::string_view part : parts) word.word.append(word.word.empty() ? "" : " ").append(part);
    THETA_RETURN_IF_ERROR(check(word.word));
    return word;
  }

 private:
  // A last part in small letters is a part of speech behind a frequency or a tab, and behind a word that is
  // not English; in "machine learning" it belongs to the term.
  static void remove_tag(std::vector<std::string_view>& parts, bool has_tabs) {
    if (parts.size() < 2 || !is_tag(parts.back())) return;
    const bool follows_frequency = parts.size() > 2 && is_whole_number(parts[parts.size() - 2]);
    const bool follows_word = parts.size() == 2 && is_beyond_ascii(parts.front());
    if (has_tabs || follows_frequency || follows_word) parts.pop_back();
  }

  Result<std::optional<uint64_t>> frequency(std::string_view digits) const {
    uint64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || value > kGreatestFrequency) {
      return error(fmt::format("the frequency {} is too large", digits));
    }
    return std::optional(value);
  }

  Status check(std::string_view word) const {
    if (!has_letter_or_digit(word)) return error(fmt::format("\"{}\" holds no letter or digit", word));
    if (count_characters(word) > kLongestWord) {
      return error(fmt::format("a word has more than {} characters", kLongestWord));
    }
    return {};
  }

  Error error(std::string_view what) const { return bad_input("{}, line {}: {}", file_, number_, what); }

  std::string_view line_;
  size_t number_;
  std::string_view file_;
};

}  // namespace

Result<std::vector<DictionaryWord>> parse_dictionary(std::string_view text, std::string_view name) {
  std::vector<DictionaryWord> words;
  THETA_RETURN_IF_ERROR(for_each_line(text, [&](std::string_view line, size_t number) -> Status {
    THETA_ASSIGN(DictionaryWord word, DictionaryLine(line, number, name).read());
    words.push_back(std::move(word));
    return {};
  }));
  return words;
}

Result<std::vector<std::string>> parse_word_list(std::string_view text, std::string_view name) {
  std::vector<std::string> words;
  THETA_RETURN_IF_ERROR(for_each_line(text, [&](std::string_view line, size_t number) -> Status {
    if (!has_letter_or_digit(line)) return {};
    if (split(line, ' ').size() > kMostParts) {
      return bad_input("{}, line {}: has more than {} words; write one word or term a line", name, number,
                       kMostParts);
    }
    if (count_characters(line) > kLongestWord) {
      return bad_input("{}, line {}: has more than {} characters", name, number, kLongestWord);
    }
    words.emplace_back(line);
    return {};
  }));
  return words;
}

}  // namespace theta::text
