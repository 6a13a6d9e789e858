#include "formats/json.h"

#include <bit>
#include <cstring>
#include <iterator>

#include "base/files.h"

namespace theta::formats {
namespace {

bool is_escaped(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// The first byte of [p, end) that JSON writes otherwise, or `end`; eight bytes at a time.
const char* find_escaped(const char* p, const char* end) {
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  constexpr uint64_t kTopBits = kOnes * 0x80;
  // Marks the lowest zero byte for certain, and perhaps others above it.
  const auto zero_bytes = [](uint64_t word) { return (word - kOnes) & ~word & kTopBits; };
  for (; end - p >= 8; p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    const uint64_t controls = (word - kOnes * 0x20) & ~word & kTopBits;
    const uint64_t found = controls | zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\'));
    if (found != 0) return p + std::countr_zero(found) / 8;
  }
  while (p < end && !is_escaped(*p)) ++p;
  return p;
}

void append_escape(char c, std::string& out) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kNames = "\"\\bfnrt";
  const size_t place = kShort.find(c);
  if (place != std::string_view::npos) {
    out += '\\';
    out += kNames[place];
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view name) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& error) {  // beside syntax: numbers beyond double
    // The library's message starts with its own identification in brackets.
    std::string_view message = error.what();
    const size_t end = message.find("] ");
    if (end != std::string_view::npos) message.remove_prefix(end + 2);
    return bad_input("{}: {}", name, message);
  }
}

Result<Json> read_json(const std::string& path) {
  THETA_ASSIGN(const std::string text, read_file(path));
  return parse_json(text, path);
}

std::string json_text(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string json_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void append_json_string(std::string_view utf8, std::string& out) {
  const char* p = utf8.data();
  const char* const end = p + utf8.size();
  out += '"';
  while (p < end) {
    const char* const escaped = find_escaped(p, end);
    out.append(p, escaped);
    if (escaped == end) break;
    append_escape(*escaped, out);
    p = escaped + 1;
  }
  out += '"';
}

Status write_json(const std::string& path, const Json& value) {
  return write_file_atomic(path, json_text(value));
}

}  // namespace theta::formats
