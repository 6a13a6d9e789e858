#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"

namespace theta::database {

/// One setting of the server that is kept in the database.
struct Setting {
  std::string name;
  std::string value_json;
  int64_t updated = 0;

  static constexpr std::string_view kColumns = "name, value_json, updated";
  static auto fields(auto& self) { return std::tie(self.name, self.value_json, self.updated); }
};

/// Settings belong to the server, not to a user; the server decides who may see them.
class Settings {
 public:
  explicit Settings(Database& database) : database_(database) {}

  Result<std::optional<std::string>> get_for_admin(std::string_view name);
  Status set_for_admin(std::string_view name, std::string_view value_json);
  /// Sets it unless it is set, and returns what it is then: the first of several starters decides.
  Result<std::string> set_once_for_admin(std::string_view name, std::string_view value_json);
  Status remove_for_admin(std::string_view name);
  /// By name.
  Result<std::vector<Setting>> list_for_admin();

 private:
  Database& database_;
};

}  // namespace theta::database
