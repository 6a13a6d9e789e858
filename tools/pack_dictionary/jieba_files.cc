#include "pack_dictionary/jieba_files.h"

#include <charconv>

#include "base/files.h"
#include "text/utf8.h"

namespace theta::pack {
namespace {

std::u32string code_points(std::string_view utf8) {
  std::u32string points;
  const char* p = utf8.data();
  while (p < utf8.data() + utf8.size()) points.push_back(text::next_code_point(p));
  return points;
}

Status read_line(std::string_view line, WordList& list) {
  const size_t space = line.find(' ');
  if (space == 0 || space == std::string_view::npos) return bad_input("no word and frequency in '{}'", line);
  uint64_t frequency = 0;
  const char* begin = line.data() + space + 1;
  if (std::from_chars(begin, line.data() + line.size(), frequency).ec != std::errc()) {
    return bad_input("no frequency in '{}'", line);
  }
  list.frequency[code_points(line.substr(0, space))] = frequency;
  list.total += frequency;
  return {};
}

// A reader of the small part of Python that the tables are written in.
class TableParser {
 public:
  explicit TableParser(std::string_view rest) : rest_(rest) {}

  Result<Table> table() {
    skip_blanks();
    if (!accept('{')) return number();
    Table table;
    while (!accept('}')) {
      if (!accept('\'')) return error("a key");
      const char32_t key = character();
      if (!accept('\'') || !accept(':')) return error("':'");
      THETA_ASSIGN(table.entries[key], this->table());
      accept(',');
    }
    return table;
  }

 private:
  void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \r\n\t"), rest_.size())); }

  bool accept(char wanted) {
    skip_blanks();
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  char32_t character() {
    if (rest_.starts_with("\\u") && rest_.size() >= 6) {
      uint32_t value = 0;
      std::from_chars(rest_.data() + 2, rest_.data() + 6, value, 16);
      rest_.remove_prefix(6);
      return value;
    }
    const char* p = rest_.data();
    const char32_t value = text::next_code_point(p);
    rest_.remove_prefix(static_cast<size_t>(p - rest_.data()));
    return value;
  }

  Result<Table> number() {
    Table table;
    const auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), table.value);
    if (code != std::errc()) return error("a number");
    rest_.remove_prefix(static_cast<size_t>(end - rest_.data()));
    return table;
  }

  Error error(std::string_view wanted) const {
    return bad_input("expected {} before '{}'", wanted, rest_.substr(0, 20));
  }

  std::string_view rest_;
};

Result<std::string> read_utf8(const std::string& path) {
  THETA_ASSIGN(std::string bytes, read_file(path));
  if (text::valid_utf8_prefix(bytes) != bytes.size()) return bad_input("{} is not valid UTF-8", path);
  return bytes;
}

}  // namespace

Result<WordList> read_word_list(const std::string& path) {
  THETA_ASSIGN(const std::string bytes, read_utf8(path));
  WordList list;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) THETA_RETURN_IF_ERROR(read_line(rest.substr(0, end), list));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return list;
}

Result<Table> read_table(const std::string& path) {
  THETA_ASSIGN(const std::string bytes, read_utf8(path));
  const size_t start = bytes.find("P=");
  if (start == std::string::npos) return bad_input("{} assigns no P", path);
  return TableParser(std::string_view(bytes).substr(start + 2)).table();
}

}  // namespace theta::pack
