#include "database/settings.h"

#include "base/clock.h"
#include "database/page.h"

namespace theta::database {

Result<std::optional<std::string>> Settings::get_for_admin(std::string_view name) {
  return database_.read([&](Connection& connection) -> Result<std::optional<std::string>> {
    THETA_ASSIGN(
        std::optional<Setting> row,
        connection.first<Setting>("select name, value_json, updated from settings where name = ?", name));
    if (!row) return std::optional<std::string>();
    return std::optional<std::string>(std::move(row->value_json));
  });
}

Status Settings::set_for_admin(std::string_view name, std::string_view value_json) {
  return database_.write([&](Connection& connection) {
    return connection
        .change(
            "insert into settings (name, value_json, updated) values (?, ?, ?) on conflict (name) do update "
            "set "
            "value_json = excluded.value_json, updated = excluded.updated",
            name, value_json, unix_milliseconds())
        .status();
  });
}

Result<std::string> Settings::set_once_for_admin(std::string_view name, std::string_view value_json) {
  return database_.write([&](Connection& connection) -> Result<std::string> {
    THETA_RETURN_IF_ERROR(
        connection
            .change("insert into settings (name, value_json, updated) values (?, ?, ?) on conflict "
                    "(name) do nothing",
                    name, value_json, unix_milliseconds())
            .status());
    return connection.single<std::string>("select value_json from settings where name = ?", name);
  });
}

Status Settings::remove_for_admin(std::string_view name) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from settings where name = ?", name), "the setting");
  });
}

Result<std::vector<Setting>> Settings::list_for_admin() {
  return database_.read([](Connection& connection) {
    return connection.select<Setting>("select name, value_json, updated from settings order by name");
  });
}

}  // namespace theta::database
