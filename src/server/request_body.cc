#include "server/request_body.h"

#include <algorithm>
#include <charconv>

#include "base/spelling.h"
#include "database/stored.h"

namespace theta::server {
namespace {

constexpr uint64_t kLargestBody = uint64_t{64} << 20;  // the routes have limits of their own below it
constexpr size_t kLongestName = 200;

std::optional<int64_t> whole_number(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

bool is_type(std::string_view type, std::string_view wanted) {
  std::string kind(type.substr(0, type.find(';')));
  while (kind.ends_with(' ')) kind.pop_back();
  std::transform(kind.begin(), kind.end(), kind.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return kind == wanted;
}

bool is_json_type(std::string_view type) {
  return is_type(type, "application/json");
}

bool is_too_deep(std::string_view text) {
  size_t depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepestJson) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

Result<formats::Json> parse_json_body(std::string_view body) {
  if (is_too_deep(body)) return bad_input("body: is nested deeper than {} levels", kDeepestJson);
  Result<formats::Json> json = formats::parse_json(body, "body");
  if (!json.ok()) return usage_error("{}", json.error().message);
  return json;
}

Result<formats::Json> read_json_body(http::Request& request, std::string* text) {
  THETA_ASSIGN(std::string body, request.body().read_all(kLargestBody));
  THETA_ASSIGN(formats::Json json, parse_json_body(body));
  if (text != nullptr) *text = std::move(body);
  return json;
}

Status check_query(const http::Request& request, const std::vector<std::string>& known) {
  for (const auto& [name, value] : request.location().query) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return usage_error("query: {} is no parameter of {}{}", name, request.route(), did_you_mean(name, known));
  }
  return {};
}

Result<int64_t> query_number(const http::Request& request, std::string_view name, int64_t otherwise,
                             int64_t low, int64_t high) {
  const std::optional<std::string_view> text = request.query(name);
  if (!text) return otherwise;
  const std::optional<int64_t> number = whole_number(*text);
  if (!number || *number < low || *number > high)
    return usage_error("query: {} must be a whole number from {} to {}", name, low, high);
  return *number;
}

Result<double> query_share(const http::Request& request, std::string_view name) {
  const std::optional<std::string_view> text = request.query(name);
  if (!text) return 0.0;
  double share = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), share);
  if (error != std::errc() || end != text->data() + text->size() || !(share > 0 && share <= 1))
    return usage_error("query: {} must be a number above 0 and up to 1", name);
  return share;
}

Result<std::vector<uint64_t>> query_numbers(const http::Request& request, std::string_view name,
                                            size_t most) {
  std::vector<uint64_t> numbers;
  const std::optional<std::string_view> text = request.query(name);
  if (!text) return numbers;
  std::string_view rest = *text;
  for (;;) {
    const size_t end = std::min(rest.find(','), rest.size());
    const std::optional<int64_t> number = whole_number(rest.substr(0, end));
    if (!number || *number < 0 || numbers.size() == most)
      return usage_error("query: {} must be at most {} whole numbers between commas", name, most);
    numbers.push_back(static_cast<uint64_t>(*number));
    if (end == rest.size()) return numbers;
    rest.remove_prefix(end + 1);
  }
}

Result<database::Page> read_page(const http::Request& request, std::vector<std::string> known) {
  known.insert(known.end(), {"limit", "offset"});
  THETA_RETURN_IF_ERROR(check_query(request, known));
  database::Page page;
  THETA_ASSIGN(page.limit, query_number(request, "limit", page.limit, 0, database::kLargestPage));
  THETA_ASSIGN(page.offset, query_number(request, "offset", 0, 0, int64_t{1} << 53));
  return page;
}

Result<std::optional<int64_t>> expected_revision(const http::Request& request) {
  const std::string_view text = request.header_or_empty("If-Match");
  if (text.empty() || text == "*") return std::optional<int64_t>();
  const bool quoted = text.size() > 2 && text.front() == '"' && text.back() == '"';
  const std::optional<int64_t> revision =
      quoted ? whole_number(text.substr(1, text.size() - 2)) : std::nullopt;
  if (!revision) return usage_error("If-Match: must be the ETag of an earlier answer");
  return revision;
}

Status check_name(std::string_view name, std::string_view field) {
  if (!database::is_storable_text(name)) return bad_input("{}: must be UTF-8 without NUL", field);
  const auto characters = std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xC0) != 0x80; });
  if (name.empty() || static_cast<size_t>(characters) > kLongestName)
    return bad_input("{}: must have 1 to {} characters", field, kLongestName);
  const bool control = std::any_of(name.begin(), name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return bad_input("{}: must be one line without control characters", field);
  return {};
}

}  // namespace theta::server
