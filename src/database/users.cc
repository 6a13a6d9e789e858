#include "database/users.h"

#include "base/clock.h"
#include "base/lower_case.h"

namespace theta::database {
namespace {

Result<User> add_user(Connection& connection, std::string_view email, std::string_view name,
                      const std::optional<std::string>& password_hash, Role role) {
  User user{.id = UserId::random(),
            .email = lower_case(email),
            .name = std::string(name),
            .password_hash = password_hash,
            .role = role,
            .created = unix_milliseconds()};
  THETA_RETURN_IF_ERROR(connection.insert("users", user));
  return user;
}

}  // namespace

Result<User> Users::add(std::string_view email, std::string_view name,
                        const std::optional<std::string>& password_hash, Role role) {
  return database_.write(
      [&](Connection& connection) { return add_user(connection, email, name, password_hash, role); });
}

Result<User> Users::add_first(std::string_view email, std::string_view name,
                              const std::optional<std::string>& password_hash, Role role) {
  return database_.write([&](Connection& connection) -> Result<User> {
    if (connection.dialect() == Dialect::kPostgres) {
      THETA_RETURN_IF_ERROR(connection.change("lock table users in share row exclusive mode").status());
    }
    THETA_ASSIGN(const int64_t count, connection.single<int64_t>("select count(*) from users"));
    if (count > 0) return make_error(ErrorKind::kConflict, "there is a user already");
    return add_user(connection, email, name, password_hash, role);
  });
}

Result<User> Users::get(const UserId& id) {
  return database_.read(
      [&](Connection& connection) { return find_row<User>(connection, "users", "id = ?", "the user", id); });
}

Result<User> Users::find_by_email(std::string_view email) {
  return database_.read([&](Connection& connection) {
    return find_row<User>(connection, "users", "email = ?", "the user", lower_case(email));
  });
}

Status Users::rename(const UserId& id, std::string_view name) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("update users set name = ? where id = ?", name, id), "the user");
  });
}

Status Users::set_password(const UserId& id, std::string_view password_hash,
                           const std::optional<SessionId>& kept) {
  return database_.write([&](Connection& connection) -> Status {
    THETA_RETURN_IF_ERROR(expect_changed(
        connection.change("update users set password_hash = ? where id = ?", password_hash, id), "the user"));
    // No session has the id of nothing.
    return connection
        .change("delete from sessions where owner = ? and id <> ?", id, kept.value_or(SessionId()))
        .status();
  });
}

Result<bool> Users::set_first_password(const UserId& id, std::string_view password_hash) {
  return database_.write([&](Connection& connection) -> Result<bool> {
    THETA_ASSIGN(
        const int64_t changed,
        connection.change("update users set password_hash = ? where id = ? and password_hash is null",
                          password_hash, id));
    return changed == 1;
  });
}

Result<Listing<User>> Users::list_for_admin(const Page& page) {
  return database_.read(
      [&](Connection& connection) { return list_rows<User>(connection, "users", "true", "email", page); });
}

Status Users::set_disabled_for_admin(const UserId& id, bool disabled) {
  return database_.write([&](Connection& connection) -> Status {
    THETA_RETURN_IF_ERROR(expect_changed(
        connection.change("update users set disabled = ? where id = ?", disabled, id), "the user"));
    if (!disabled) return Status();
    return connection.change("delete from sessions where owner = ?", id).status();
  });
}

Status Users::set_role_for_admin(const UserId& id, Role role) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("update users set role = ? where id = ?", role, id), "the user");
  });
}

Status Users::set_quotas_for_admin(const UserId& id, const Quotas& quotas) {
  return database_.write([&](Connection& connection) {
    return expect_changed(
        connection.change(
            "update users set max_running = ?, max_queued = ?, max_bytes = ?, max_datasets = ?, "
            "max_requests = ? where id = ?",
            quotas.max_running, quotas.max_queued, quotas.max_bytes, quotas.max_datasets, quotas.max_requests,
            id),
        "the user");
  });
}

Status Users::remove_for_admin(const UserId& id) {
  return database_.write([&](Connection& connection) {
    return expect_changed(connection.change("delete from users where id = ?", id), "the user");
  });
}

}  // namespace theta::database
