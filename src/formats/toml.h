#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::formats {

/// One `key = value` of a settings file.
struct TomlEntry {
  std::string table;                ///< "" before the first [table]; "a.b" inside [a.b]
  std::string key;                  ///< without quotes
  std::vector<std::string> values;  ///< one, or the elements of an array; text without its quotes
  bool is_array = false;
  size_t line = 0;  ///< from 1
};

/// The name of a [table] and where it stands.
struct TomlTable {
  std::string name;
  size_t line = 0;
};

struct TomlDocument {
  std::vector<TomlTable> tables;
  std::vector<TomlEntry> entries;
};

/// Reads the part of TOML 1.0 that settings need: tables, bare and quoted keys, comments, basic and literal
/// strings, integers, floats, booleans, and arrays of these (over several lines too). Numbers keep their
/// spelling, without underscores. Dates, inline tables, dotted keys, arrays of tables and multi-line strings
/// are refused by name. Errors (kBadInput) begin with `name` and the line: "theta.toml:3: ...". Source:
/// toml.io, "TOML v1.0.0".
Result<TomlDocument> parse_toml(std::string_view text, const std::string& name);

/// parse_toml of a file.
Result<TomlDocument> read_toml(const std::string& path);

}  // namespace theta::formats
