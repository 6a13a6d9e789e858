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

/// Reads TOML 1.0 (toml.io) by toml++, and keeps what settings need: tables and their texts, numbers,
/// booleans and lists of these, in the order of the file. Dates, tables in braces and lists of lists or
/// tables are refused by name. Errors (kBadInput) begin with `name` and the line: "theta.toml:3: ...".
Result<TomlDocument> parse_toml(std::string_view text, const std::string& name);

/// parse_toml of a file.
Result<TomlDocument> read_toml(const std::string& path);

}  // namespace theta::formats
