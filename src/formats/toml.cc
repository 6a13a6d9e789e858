#include "formats/toml.h"

#include <toml++/toml.h>

#include <algorithm>

#include "base/files.h"

namespace theta::formats {
namespace {

size_t line_of(const toml::node& node) {
  return node.source().begin.line;
}

/// Flattens what toml++ has read into the tables and entries of a document.
class Flattener {
 public:
  explicit Flattener(const std::string& name) : name_(name) {}

  Result<TomlDocument> flatten(const toml::table& root) {
    THETA_RETURN_IF_ERROR(add_table("", root));
    // toml++ sorts by key; a file is read from above.
    const auto by_line = [](const auto& a, const auto& b) { return a.line < b.line; };
    std::stable_sort(document_.tables.begin(), document_.tables.end(), by_line);
    std::stable_sort(document_.entries.begin(), document_.entries.end(), by_line);
    return std::move(document_);
  }

 private:
  Status add_table(const std::string& name, const toml::table& table) {
    if (!name.empty()) document_.tables.push_back({name, line_of(table)});
    for (const auto& [key, node] : table) {
      const std::string text(key.str());
      if (const toml::table* const inner = node.as_table()) {
        if (inner->is_inline()) return refused(node, text, "a table in braces");
        THETA_RETURN_IF_ERROR(add_table(name.empty() ? text : name + "." + text, *inner));
        continue;
      }
      THETA_RETURN_IF_ERROR(add_entry(name, text, node));
    }
    return {};
  }

  Status add_entry(const std::string& table, const std::string& key, const toml::node& node) {
    TomlEntry entry{table, key, {}, node.is_array(), line_of(node)};
    if (const toml::array* const array = node.as_array()) {
      for (const toml::node& element : *array) THETA_RETURN_IF_ERROR(add_value(key, element, entry.values));
    } else {
      THETA_RETURN_IF_ERROR(add_value(key, node, entry.values));
    }
    document_.entries.push_back(std::move(entry));
    return {};
  }

  Status add_value(const std::string& key, const toml::node& node, std::vector<std::string>& values) const {
    if (const auto* const text = node.as_string()) {
      values.push_back(text->get());
    } else if (const auto* const whole = node.as_integer()) {
      values.push_back(fmt::format("{}", whole->get()));
    } else if (const auto* const number = node.as_floating_point()) {
      values.push_back(fmt::format("{}", number->get()));
    } else if (const auto* const flag = node.as_boolean()) {
      values.push_back(flag->get() ? "true" : "false");
    } else {
      return refused(node, key,
                     node.is_array()   ? "a list in a list"
                     : node.is_table() ? "a list of tables"
                                       : "a date");
    }
    return {};
  }

  Error refused(const toml::node& node, const std::string& key, std::string_view what) const {
    return bad_input("{}:{}: {} is {}, which no setting takes", name_, line_of(node), key, what);
  }

  const std::string& name_;
  TomlDocument document_;
};

std::string_view line_text(std::string_view text, size_t line) {
  for (size_t i = 1; i < line; ++i) text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
  const std::string_view found = text.substr(0, text.find_first_of("\r\n"));
  return found.substr(0, 80);
}

}  // namespace

Result<TomlDocument> parse_toml(std::string_view text, const std::string& name) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    const size_t line = error.source().begin.line;
    return bad_input("{}:{}: \"{}\" cannot be read ({}); texts stand in quotes", name, line,
                     line_text(text, line), error.description());
  }
  return Flattener(name).flatten(root);
}

Result<TomlDocument> read_toml(const std::string& path) {
  THETA_ASSIGN(const std::string text, read_file(path));
  return parse_toml(text, path);
}

}  // namespace theta::formats
