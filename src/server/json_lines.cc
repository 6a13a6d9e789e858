#include "server/json_lines.h"

#include "base/trim.h"
#include "formats/json.h"
#include "server/request_body.h"

namespace theta::server {

Status JsonLinesCheck::take(std::string_view piece) {
  for (;;) {
    const size_t end = piece.find('\n');
    if (end == std::string_view::npos) break;
    if (rest_.empty()) {
      THETA_RETURN_IF_ERROR(check(piece.substr(0, end)));
    } else {
      rest_.append(piece.substr(0, end));
      THETA_RETURN_IF_ERROR(check(rest_));
      rest_.clear();
    }
    piece.remove_prefix(end + 1);
  }
  rest_.append(piece);
  if (rest_.size() <= kLongestLine) return {};
  return bad_input("body: line {} is longer than {} bytes", line_ + 1, kLongestLine);
}

Status JsonLinesCheck::finish() {
  if (!rest_.empty()) THETA_RETURN_IF_ERROR(check(rest_));
  rest_.clear();
  if (objects_ == 0) return bad_input("body: holds no row");
  return {};
}

Status JsonLinesCheck::check(std::string_view line) {
  ++line_;
  if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  const std::string_view text = trimmed(line);
  if (text.empty()) return {};
  if (is_too_deep(text))
    return bad_input("body: line {} is nested deeper than {} levels", line_, kDeepestJson);
  if (!text.starts_with('{') || !nlohmann::json::accept(text)) {
    // Only now the slow way, for its message.
    const Result<formats::Json> parsed = formats::parse_json(text, fmt::format("body: line {}", line_));
    return parsed.ok() ? bad_input("body: line {} is not a JSON object", line_)
                       : bad_input("{}", parsed.error().message);
  }
  ++objects_;
  return {};
}

}  // namespace theta::server
