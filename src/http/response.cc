#include "http/response.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "http/characters.h"

namespace theta::http {
namespace {

std::string clean_value(std::string_view value) {
  std::string clean(value);
  for (char& c : clean) {
    if (has_control({&c, 1})) c = ' ';
  }
  return clean;
}

/// Every byte but letters, digits and a few marks as %XX (RFC 8187).
std::string extended_value(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (is_token_char(c) && std::string_view("*'%").find(c) == std::string_view::npos) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

Response Response::text(int status, std::string body, std::string_view type) {
  Response response(status);
  response.set("Content-Type", type);
  response.body_ = std::move(body);
  return response;
}

Response Response::stream(int status, std::string_view type, StreamBody body) {
  Response response(status);
  response.set("Content-Type", type);
  response.body_ = std::move(body);
  return response;
}

Response Response::events(std::shared_ptr<EventStream> stream) {
  THETA_ASSERT(stream != nullptr);
  Response response(200);
  response.set("Content-Type", "text/event-stream");
  response.set("Cache-Control", "no-store");
  response.set("X-Accel-Buffering", "no");  // nginx passes each event on at once
  response.body_ = std::move(stream);
  return response;
}

Response& Response::set(std::string_view name, std::string_view value) {
  THETA_ASSERT(is_token(name));
  std::erase_if(fields_, [&](const auto& field) { return same_ignoring_case(field.first, name); });
  return add(name, value);
}

Response& Response::add(std::string_view name, std::string_view value) {
  THETA_ASSERT(is_token(name));
  fields_.emplace_back(name, clean_value(value));
  return *this;
}

Response& Response::attachment(std::string_view file_name) {
  std::string ascii;
  for (const char c : file_name) {
    const bool plain = c >= 0x20 && c < 0x7F && std::string_view("\"\\%;/").find(c) == std::string_view::npos;
    ascii += plain ? c : '_';
  }
  return set("Content-Disposition", fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii,
                                                extended_value(file_name)));
}

std::optional<std::string_view> Response::field(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (same_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

}  // namespace theta::http
