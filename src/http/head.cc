#include "http/head.h"

#include <algorithm>

#include "base/trim.h"
#include "http/characters.h"

namespace theta::http {
namespace {

using Refused = std::optional<Refusal>;

Refusal bad(std::string_view why) {
  return {400, why};
}

/// Takes a line off the front, without its CR LF.
std::string_view take_line(std::string_view& text) {
  const size_t end = text.find("\r\n");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end == std::string_view::npos ? end : end + 2, text.size()));
  return line;
}

bool visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

Refused read_request_line(std::string_view line, Head& head) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad("the request line has no three parts");
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(head.method)) return bad("the method is not a token");
  if (head.target.empty() || !visible(head.target)) return bad("the target holds bytes that must be escaped");
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return bad("only HTTP/1.0 and HTTP/1.1 are spoken here");
  head.http_1_1 = version == "HTTP/1.1";
  return std::nullopt;
}

bool is_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<uint8_t>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
  });
}

Refused read_field(std::string_view line, Head& head) {
  if (line.front() == ' ' || line.front() == '\t') return bad("a header field is folded over lines");
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return bad("a header field has no colon");
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1), " \t");
  if (!is_token(name)) return bad("the name of a header field is not a token");
  if (!is_value(value)) return bad("a header field holds a control character");
  head.fields.push_back({name, value});
  return std::nullopt;
}

Refused read_length(std::string_view value, Head& head) {
  if (head.content_length) return bad("Content-Length is given twice");
  const bool digits =
      !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return bad("Content-Length is not a number");
  if (value.size() > 18) return Refusal{413, "Content-Length is beyond every limit"};
  uint64_t length = 0;
  for (const char c : value) length = length * 10 + static_cast<uint64_t>(c - '0');
  head.content_length = length;
  return std::nullopt;
}

Refused read_coding(std::string_view value, Head& head) {
  if (head.chunked) return bad("Transfer-Encoding is given twice");
  if (!head.http_1_1) return bad("HTTP/1.0 knows no Transfer-Encoding");
  if (!same_ignoring_case(value, "chunked")) return bad("the only transfer coding taken is chunked");
  head.chunked = true;
  return std::nullopt;
}

struct ConnectionOptions {
  bool close = false;
  bool keep_alive = false;
};

Refused read_connection(std::string_view value, ConnectionOptions& options) {
  while (!value.empty()) {
    const std::string_view option = next_element(value);
    if (option.empty()) break;
    if (!is_token(option)) return bad("Connection holds something that is no token");
    if (same_ignoring_case(option, "close")) options.close = true;
    if (same_ignoring_case(option, "keep-alive")) options.keep_alive = true;
  }
  return std::nullopt;
}

/// A name or address with an optional port: letters, digits, the marks of names and of IPv6 in brackets.
bool is_host(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) {
    const char small = lower_case(c);
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~!$&'()*+;=:[]%").find(c) != std::string_view::npos;
  });
}

Refused read_meaning(Head& head) {
  size_t hosts = 0;
  ConnectionOptions connection;
  for (const FieldView& field : head.fields) {
    Refused refused;
    if (same_ignoring_case(field.name, "Content-Length")) {
      refused = read_length(field.value, head);
    } else if (same_ignoring_case(field.name, "Transfer-Encoding")) {
      refused = read_coding(field.value, head);
    } else if (same_ignoring_case(field.name, "Connection")) {
      refused = read_connection(field.value, connection);
    } else if (same_ignoring_case(field.name, "Host")) {
      ++hosts;
      if (!is_host(field.value)) refused = bad("Host is no host");
    } else if (same_ignoring_case(field.name, "Expect")) {
      if (!same_ignoring_case(field.value, "100-continue")) {
        refused = Refusal{417, "the only expectation met is 100-continue"};
      }
      head.expects_continue = head.http_1_1;
    }
    if (refused) return refused;
  }
  head.keep_alive = !connection.close && (head.http_1_1 || connection.keep_alive);
  if (hosts > 1) return bad("Host is given twice");
  if (hosts == 0 && head.http_1_1) return bad("Host is missing");
  if (head.chunked && head.content_length) return bad("Content-Length stands beside Transfer-Encoding");
  return std::nullopt;
}

}  // namespace

std::variant<Head, Refusal> parse_head(std::string_view text, const HeadLimits& limits) {
  HeadScanner scanner(limits);
  const HeadScanner::State state = scanner.scan(text);
  if (state == HeadScanner::State::kRefused) return scanner.refusal();
  if (state == HeadScanner::State::kMore) return bad("the head of the request is cut short");
  text = text.substr(0, scanner.size());
  Head head;
  head.fields.reserve(16);
  if (const Refused refused = read_request_line(take_line(text), head)) return *refused;
  for (;;) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if (const Refused refused = read_field(line, head)) return *refused;
  }
  if (const Refused refused = read_meaning(head)) return *refused;
  return head;
}

}  // namespace theta::http
