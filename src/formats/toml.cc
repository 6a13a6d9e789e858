#include "formats/toml.h"

#include <algorithm>
#include <regex>

#include "base/files.h"

namespace theta::formats {
namespace {

// No number is longer; std::regex would take its stack from a longer word.
constexpr size_t kLongestNumber = 100;

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

void append_utf8(std::string& text, uint32_t code) {
  const auto byte = [&text](uint32_t value) { text += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6);
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

// A number, boolean or nothing of these; underscores between digits are taken out of numbers.
Result<std::string> plain_value(const std::string& word, const std::string& place) {
  static const std::regex kInteger(
      "[+-]?(0|[1-9](_?[0-9])*)|0x[0-9A-Fa-f](_?[0-9A-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*");
  static const std::regex kFloat(
      "[+-]?(0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?|[+-]?(inf|nan)");
  static const std::regex kDate("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}.*");
  if (word == "true" || word == "false") return word;
  if (word.size() > kLongestNumber) return bad_input("{}: a text must stand in quotes", place);
  if (std::regex_match(word, kInteger) || std::regex_match(word, kFloat)) {
    std::string number = word;
    std::erase(number, '_');
    return number;
  }
  if (std::regex_match(word, kDate)) return bad_input("{}: a date must stand in quotes: \"{}\"", place, word);
  return bad_input("{}: {} is not a number, true or false; a text must stand in quotes: \"{}\"", place, word,
                   word);
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  Result<TomlDocument> run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    for (;;) {
      skip_blank_lines();
      if (at_end()) return std::move(document_);
      THETA_RETURN_IF_ERROR(peek() == '[' ? table() : entry());
      THETA_RETURN_IF_ERROR(end_of_line());
    }
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool next_is(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  std::string place() const { return fmt::format("{}:{}", name_, line_); }

  void skip_spaces() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }

  void skip_comment() {
    if (peek() != '#') return;
    while (!at_end() && peek() != '\n') ++at_;
  }

  // Spaces, comments and line breaks.
  void skip_blank_lines() {
    for (;;) {
      skip_spaces();
      skip_comment();
      if (next_is("\r\n")) ++at_;
      if (peek() != '\n') return;
      ++at_;
      ++line_;
    }
  }

  Status end_of_line() {
    skip_spaces();
    skip_comment();
    if (next_is("\r\n")) ++at_;
    if (at_end() || peek() == '\n') return {};
    return bad_input("{}: nothing may follow the value on its line", place());
  }

  Status table() {
    if (next_is("[[")) return bad_input("{}: [[ ]] tables are not known here", place());
    ++at_;
    std::string name;
    for (;;) {
      skip_spaces();
      THETA_ASSIGN(const std::string part, key_part());
      name += name.empty() ? part : "." + part;
      skip_spaces();
      if (peek() == ']') break;
      if (peek() != '.') return bad_input("{}: a table must end with ]", place());
      ++at_;
    }
    ++at_;
    const auto same = std::find_if(document_.tables.begin(), document_.tables.end(),
                                   [&name](const TomlTable& table) { return table.name == name; });
    if (same != document_.tables.end())
      return bad_input("{}: [{}] stands in line {} already", place(), name, same->line);
    document_.tables.push_back({name, line_});
    table_ = name;
    return {};
  }

  Result<std::string> key_part() {
    if (peek() == '"' || peek() == '\'') return quoted();
    const size_t begin = at_;
    while (is_bare(peek())) ++at_;
    if (at_ == begin) return bad_input("{}: a key was expected, as in: threads = 2", place());
    return std::string(text_.substr(begin, at_ - begin));
  }

  Status entry() {
    TomlEntry entry;
    entry.table = table_;
    entry.line = line_;
    THETA_ASSIGN(entry.key, key_part());
    skip_spaces();
    if (peek() == '.') return bad_input("{}: keys with dots are not known here; use a [table]", place());
    if (peek() != '=') return bad_input("{}: = was expected after {}", place(), entry.key);
    ++at_;
    skip_spaces();
    for (const TomlEntry& other : document_.entries) {
      if (other.table == entry.table && other.key == entry.key)
        return bad_input("{}: {} is set in line {} already", place(), entry.key, other.line);
    }
    if (peek() == '[') {
      entry.is_array = true;
      THETA_RETURN_IF_ERROR(array(entry.values));
    } else {
      THETA_ASSIGN(entry.values.emplace_back(), value());
    }
    document_.entries.push_back(std::move(entry));
    return {};
  }

  Status array(std::vector<std::string>& values) {
    ++at_;
    for (;;) {
      skip_blank_lines();
      if (peek() == ']') break;
      if (peek() == '[') return bad_input("{}: arrays of arrays are not known here", place());
      THETA_ASSIGN(values.emplace_back(), value());
      skip_blank_lines();
      if (peek() == ']') break;
      if (peek() != ',') return bad_input("{}: , or ] was expected in the array", place());
      ++at_;
    }
    ++at_;
    return {};
  }

  Result<std::string> value() {
    if (peek() == '"' || peek() == '\'') return quoted();
    if (peek() == '{') return bad_input("{}: {{ }} tables are not known here; use a [table]", place());
    const size_t begin = at_;
    while (!at_end() && std::string_view(" \t\r\n#,]").find(peek()) == std::string_view::npos) ++at_;
    if (at_ == begin) return bad_input("{}: a value is missing", place());
    return plain_value(std::string(text_.substr(begin, at_ - begin)), place());
  }

  Result<std::string> quoted() {
    if (next_is("\"\"\"") || next_is("'''"))
      return bad_input("{}: texts over several lines are not known here", place());
    const char quote = peek();
    ++at_;
    std::string text;
    while (peek() != quote) {
      if (at_end() || peek() == '\n')
        return bad_input("{}: a text does not end with {} on its line", place(), quote);
      const char c = text_[at_++];
      if (c == '\\' && quote == '"') {
        THETA_RETURN_IF_ERROR(escape(text));
      } else if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && !(c == '\r' && peek() == '\n')) {
        return bad_input("{}: a text holds a control character", place());
      } else {
        text += c;
      }
    }
    ++at_;
    return text;
  }

  Status escape(std::string& text) {
    const char c = peek();
    constexpr std::string_view kNames = "btnfr\"\\";
    constexpr std::string_view kBytes = "\b\t\n\f\r\"\\";
    const size_t known = kNames.find(c);
    if (!at_end() && known != std::string_view::npos) {
      ++at_;
      text += kBytes[known];
      return {};
    }
    const size_t digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    const std::string hex(text_.substr(std::min(at_ + 1, text_.size()), digits));
    const bool is_hex =
        hex.size() == digits && hex.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    const uint64_t code = digits != 0 && is_hex ? std::stoul(hex, nullptr, 16) : 0x110000;
    if (code >= 0x110000 || (code >= 0xD800 && code < 0xE000))
      return bad_input("{}: \\{} is no escape; write a backslash as \\\\", place(), at_end() ? ' ' : c);
    append_utf8(text, static_cast<uint32_t>(code));
    at_ += 1 + digits;
    return {};
  }

  std::string_view text_;
  const std::string& name_;
  size_t at_ = 0;
  size_t line_ = 1;
  std::string table_;
  TomlDocument document_;
};

}  // namespace

Result<TomlDocument> parse_toml(std::string_view text, const std::string& name) {
  return Parser(text, name).run();
}

Result<TomlDocument> read_toml(const std::string& path) {
  THETA_ASSIGN(const std::string text, read_file(path));
  return parse_toml(text, path);
}

}  // namespace theta::formats
