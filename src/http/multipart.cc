#include "http/multipart.h"

#include <algorithm>

#include "base/trim.h"
#include "http/characters.h"

namespace theta::http {
namespace {

constexpr size_t kLongestBoundary = 70;  // RFC 2046 section 5.1.1

bool is_boundary(std::string_view text) {
  return !text.empty() && text.size() <= kLongestBoundary && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_token_char(c) || std::string_view("()+_,-./:=? ").find(c) != std::string_view::npos;
         });
}

/// Takes "name=value" off the front of a parameter list; the value may be quoted.
bool take_parameter(std::string_view& rest, std::string_view& name, std::string& value) {
  const size_t start = rest.find_first_not_of("; \t");
  if (start == std::string_view::npos) return false;
  rest.remove_prefix(start);
  const size_t equals = rest.find_first_of("=;");
  if (equals == std::string_view::npos || rest[equals] == ';') {
    rest.remove_prefix(std::min(equals, rest.size()));
    name = {};
    return true;
  }
  name = trimmed(rest.substr(0, equals), " \t");
  rest.remove_prefix(equals + 1);
  value.clear();
  if (!rest.starts_with('"')) {
    const size_t end = std::min(rest.find(';'), rest.size());
    value = trimmed(rest.substr(0, end), " \t");
    rest.remove_prefix(end);
    return true;
  }
  size_t i = 1;
  for (; i < rest.size() && rest[i] != '"'; ++i) {
    // Browsers write %22 for a quote and leave backslashes alone; only \" and \\ are escapes.
    if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\')) ++i;
    value += rest[i];
  }
  rest.remove_prefix(std::min(i + 1, rest.size()));
  return true;
}

}  // namespace

std::string header_parameter(std::string_view value, std::string_view name) {
  std::string_view rest = value.substr(std::min(value.find(';'), value.size()));
  std::string_view found;
  std::string text;
  while (take_parameter(rest, found, text)) {
    if (same_ignoring_case(found, name)) return text;
  }
  return {};
}

MultipartReader::MultipartReader(std::string boundary, BodyReader& body, MultipartLimits limits)
    : delimiter_("\r\n--" + std::move(boundary)), body_(&body), limits_(limits), buffer_("\r\n") {}

Result<MultipartReader> MultipartReader::open(std::string_view content_type, BodyReader& body,
                                              MultipartLimits limits) {
  const std::string_view type = trimmed(content_type.substr(0, content_type.find(';')), " \t");
  if (!same_ignoring_case(type, "multipart/form-data")) {
    return make_error(ErrorKind::kUnsupported, "the body is not multipart/form-data");
  }
  std::string boundary = header_parameter(content_type, "boundary");
  if (!is_boundary(boundary)) return bad_input("Content-Type has no usable boundary");
  return MultipartReader(std::move(boundary), body, limits);
}

Status MultipartReader::fill() {
  if (body_ended_) return bad_input("the form ends before its last boundary, in part {}", parts_);
  THETA_ASSIGN(const std::string_view piece, body_->next());
  buffer_.erase(0, position_);
  position_ = 0;
  buffer_ += piece;
  body_ended_ = piece.empty();
  return {};
}

Result<std::string_view> MultipartReader::read() {
  for (;;) {
    if (!in_part_) return std::string_view();
    const std::string_view bytes = rest();
    const size_t found = bytes.find(delimiter_);
    if (found == 0) {
      position_ += delimiter_.size();
      in_part_ = false;
      continue;
    }
    // The end of what is here could be the start of the delimiter.
    const size_t held = delimiter_.size() - 1;
    const size_t sure = found != std::string_view::npos ? found : bytes.size() - std::min(held, bytes.size());
    if (sure > 0) {
      position_ += sure;
      return bytes.substr(0, sure);
    }
    THETA_RETURN_IF_ERROR(fill());
  }
}

Result<std::string> MultipartReader::read_all(size_t limit) {
  std::string whole;
  for (;;) {
    THETA_ASSIGN(const std::string_view piece, read());
    if (piece.empty()) return whole;
    if (piece.size() > limit - whole.size()) {
      return make_error(ErrorKind::kExhausted, "the form's field {} has more than {} bytes", name_, limit);
    }
    whole += piece;
  }
}

Status MultipartReader::skip_part() {
  while (in_part_) {
    const Result<std::string_view> piece = read();
    if (!piece.ok()) return piece.error();
    if (parts_ == 0 && !piece.value().empty()) return bad_input("the form does not start with its boundary");
  }
  return {};
}

// Behind a boundary: CR LF, or two hyphens after the last part. Blanks may stand between.
Status MultipartReader::read_boundary_end() {
  constexpr size_t kMostBlanks = 64;
  for (;;) {
    std::string_view bytes = rest();
    bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t"), bytes.size()));
    if (bytes.size() >= 2 || rest().size() > kMostBlanks) {
      if (bytes.starts_with("--")) {
        finished_ = true;
        return {};
      }
      if (!bytes.starts_with("\r\n")) return bad_input("a boundary of the form does not end its line");
      position_ = buffer_.size() - bytes.size() + 2;
      return {};
    }
    THETA_RETURN_IF_ERROR(fill());
  }
}

Status MultipartReader::read_disposition(std::string_view value) {
  if (!same_ignoring_case(trimmed(value.substr(0, value.find(';')), " \t"), "form-data")) {
    return bad_input("part {} of the form is no form-data", parts_);
  }
  name_ = header_parameter(value, "name");
  file_name_ = header_parameter(value, "filename");
  if (name_.empty()) return bad_input("part {} of the form has no name", parts_);
  if (!is_utf8(name_) || !is_utf8(file_name_) || has_control(name_) || has_control(file_name_)) {
    return bad_input("part {} of the form has a name that is not plain UTF-8", parts_);
  }
  return {};
}

Status MultipartReader::read_head() {
  name_.clear();
  file_name_.clear();
  content_type_.clear();
  size_t used = 0;
  bool described = false;
  for (;;) {
    const size_t end = rest().find("\r\n");
    if (std::min(end, rest().size()) + used > limits_.head) {
      return bad_input("part {} of the form has a head of more than {} bytes", parts_, limits_.head);
    }
    if (end == std::string_view::npos) {
      THETA_RETURN_IF_ERROR(fill());
      continue;
    }
    const std::string line(rest().substr(0, end));
    position_ += end + 2;
    used += end + 2;
    if (line.empty()) break;
    const size_t colon = line.find(':');
    if (colon == std::string::npos || !is_token(std::string_view(line).substr(0, colon))) {
      return bad_input("part {} of the form has a header field without a name", parts_);
    }
    const std::string_view value = trimmed(std::string_view(line).substr(colon + 1), " \t");
    const std::string_view field = std::string_view(line).substr(0, colon);
    if (same_ignoring_case(field, "Content-Type")) content_type_ = value;
    if (same_ignoring_case(field, "Content-Disposition")) {
      if (described) return bad_input("part {} of the form is described twice", parts_);
      described = true;
      THETA_RETURN_IF_ERROR(read_disposition(value));
    }
  }
  if (!described) return bad_input("part {} of the form has no Content-Disposition", parts_);
  return {};
}

Result<bool> MultipartReader::next_part() {
  if (finished_) return false;
  THETA_RETURN_IF_ERROR(skip_part());
  THETA_RETURN_IF_ERROR(read_boundary_end());
  if (finished_) {
    // Nobody looks at what follows; but when it is read, the connection can go on.
    while (!body_ended_) {
      THETA_ASSIGN(const std::string_view piece, body_->next());
      body_ended_ = piece.empty();
    }
    return false;
  }
  if (++parts_ > limits_.parts) return bad_input("the form has more than {} parts", limits_.parts);
  THETA_RETURN_IF_ERROR(read_head());
  in_part_ = true;
  return true;
}

}  // namespace theta::http
