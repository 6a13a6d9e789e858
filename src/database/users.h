#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"

namespace theta::database {

enum class Role { kUser, kAdmin };
inline constexpr std::array<std::string_view, 2> kRoleNames = {"user", "admin"};
template <>
struct Stored<Role> : StoredByName<Role, kRoleNames> {};

/// What one user may have at once; empty: the server's own limit.
struct Quotas {
  std::optional<int64_t> max_running;  ///< tasks running
  std::optional<int64_t> max_queued;   ///< tasks waiting
  std::optional<int64_t> max_bytes;    ///< stored bytes: files and models
  std::optional<int64_t> max_datasets;
  std::optional<int64_t> max_requests;  ///< a minute
};

/// An account. Times are milliseconds since 1970 in UTC, here and in all records.
struct User {
  UserId id;
  std::string email;  ///< unique whatever the case of its ASCII letters; kept in lower case
  std::string name;   ///< for display
  std::optional<std::string> password_hash;  ///< argon2id in its text form; empty: no login by password
  Role role = Role::kUser;
  bool disabled = false;
  int64_t created = 0;
  Quotas quotas;

  static constexpr std::string_view kColumns =
      "id, email, name, password_hash, role, disabled, created, max_running, max_queued, max_bytes, "
      "max_datasets, max_requests";
  static auto fields(auto& self) {
    return std::tie(self.id, self.email, self.name, self.password_hash, self.role, self.disabled,
                    self.created, self.quotas.max_running, self.quotas.max_queued, self.quotas.max_bytes,
                    self.quotas.max_datasets, self.quotas.max_requests);
  }
};

/// Accounts. A user who does not exist is kNotFound.
class Users {
 public:
  explicit Users(Database& database) : database_(database) {}

  /// kConflict when the email is taken.
  Result<User> add(std::string_view email, std::string_view name,
                   const std::optional<std::string>& password_hash, Role role);
  /// The same, but kConflict when there is a user already: for the first start, whoever wins it.
  Result<User> add_first(std::string_view email, std::string_view name,
                         const std::optional<std::string>& password_hash, Role role);

  Result<User> get(const UserId& id);
  /// For logging in.
  Result<User> find_by_email(std::string_view email);
  Status rename(const UserId& id, std::string_view name);
  /// Ends the user's sessions too, but for `kept`.
  Status set_password(const UserId& id, std::string_view password_hash, const std::optional<SessionId>& kept);

  /// Gives the user a password unless they have one; false when they had. For the first start with accounts.
  Result<bool> set_first_password(const UserId& id, std::string_view password_hash);

  /// By email.
  Result<Listing<User>> list_for_admin(const Page& page);
  /// A disabled user's sessions end, keys stop to work, and waiting tasks stay where they are.
  Status set_disabled_for_admin(const UserId& id, bool disabled);
  Status set_role_for_admin(const UserId& id, Role role);
  Status set_quotas_for_admin(const UserId& id, const Quotas& quotas);
  /// With all that is theirs in the database.
  Status remove_for_admin(const UserId& id);

 private:
  Database& database_;
};

}  // namespace theta::database
