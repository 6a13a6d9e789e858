#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace theta::formats {

/// Members keep the order in which they were written: files read as their author meant them.
using Json = nlohmann::ordered_json;

/// Parses one JSON value. `name` (a path, a row) starts the message of a syntax error.
Result<Json> parse_json(std::string_view text, std::string_view name);

/// Reads and parses a file.
Result<Json> read_json(const std::string& path);

/// UTF-8, two blanks of indentation, final newline; invalid UTF-8 becomes U+FFFD.
std::string json_text(const Json& value);
/// The same on one line, without a newline.
std::string json_line(const Json& value);

/// Appends json_line() of a string, quotes included, many times faster. `utf8` must be valid.
void append_json_string(std::string_view utf8, std::string& out);

/// Writes json_text(value) atomically.
Status write_json(const std::string& path, const Json& value);

}  // namespace theta::formats
