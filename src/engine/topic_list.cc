#include "engine/topic_list.h"

#include <algorithm>

#include "corpus/text_input.h"
#include "engine/topic_list_formats.h"

namespace theta::engine {
namespace {

constexpr size_t kLargestList = size_t{64} << 20;

bool is_table_format(const std::string& format) {
  return format == "rows" || format == "columns" || format == "long";
}

Result<TopicList> parse(std::string_view text, const std::string& file, const std::string& format) {
  if (format == "auto" || format == "json") {
    THETA_ASSIGN(std::optional<TopicList> found, parse_topic_json(text, file));
    if (found.has_value()) return *std::move(found);
    if (format == "json") return bad_input("{}: is not JSON", file);
  }
  if (format == "auto" || is_table_format(format)) {
    std::optional<TopicList> found = parse_topic_table(text, format);
    if (found.has_value()) return *std::move(found);
    if (format != "auto")
      return bad_input("{}: has no header that names {} of a table of topics", file, format);
  }
  TopicList list = parse_topic_lines(text);
  if (format != "auto" && format != "lines" && format != list.format)
    return bad_input("{}: is not a file of format {}; it looks like {} ({})", file, format, list.format,
                     list.reason);
  return list;
}

}  // namespace

const std::vector<std::string>& topic_list_formats() {
  static const std::vector<std::string> formats = {"auto", "lines",   "mallet", "gensim",
                                                   "rows", "columns", "long",   "json"};
  return formats;
}

Result<TopicList> parse_topic_list(std::string_view text, const std::string& file,
                                   const std::string& format) {
  const auto& formats = topic_list_formats();
  if (std::find(formats.begin(), formats.end(), format) == formats.end())
    return usage_error("--topics-format {}: is not one of {}", format, fmt::join(formats, ", "));
  THETA_ASSIGN(TopicList list, parse(text, file, format));
  if (list.topics.empty()) return bad_input("{}: holds no topics", file);
  return list;
}

Result<TopicList> read_topic_list(const std::string& path, const std::string& format) {
  const std::string file = path == "-" ? "/dev/stdin" : path;
  THETA_ASSIGN(corpus::TextInput input, corpus::TextInput::open(file, ""));
  std::string text;
  for (bool more = true; more;) {
    THETA_ASSIGN(more, input.read(text));
    if (text.size() > kLargestList)
      return bad_input("{}: is longer than {} MiB; this is not a list of topics", file, kLargestList >> 20);
  }
  return parse_topic_list(text, file, format);
}

std::vector<NumberedLine> lines_of(std::string_view text) {
  std::vector<NumberedLine> lines;
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    if (!line.empty()) lines.push_back({number, line});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool is_number(std::string_view text, bool fraction) {
  size_t digits = 0;
  bool point = false;
  bool exponent = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c == '.' && !point && !exponent) {
      point = true;
    } else if ((c == 'e' || c == 'E') && digits > 0 && !exponent && i + 1 < text.size()) {
      exponent = true;
    } else if ((c == '-' || c == '+') && (i == 0 || text[i - 1] == 'e' || text[i - 1] == 'E')) {
      continue;
    } else {
      return false;
    }
  }
  return digits > 0 && (!fraction || point || exponent);
}

}  // namespace theta::engine
