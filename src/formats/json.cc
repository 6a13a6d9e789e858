#include "formats/json.h"

#include "base/files.h"

namespace theta::formats {

Result<Json> parse_json(std::string_view text, std::string_view name) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
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

Status write_json(const std::string& path, const Json& value) {
  return write_file_atomic(path, json_text(value));
}

}  // namespace theta::formats
