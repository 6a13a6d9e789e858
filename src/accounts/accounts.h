#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/login_delays.h"
#include "accounts/scopes.h"
#include "accounts/turnstile.h"
#include "base/secret.h"
#include "database/api_keys.h"
#include "database/sessions.h"
#include "database/users.h"

namespace theta::accounts {

/// Who is at the other end of a connection.
struct Client {
  std::string address;
  std::string agent;  ///< of the browser, as it calls itself
};

/// A session that has begun, with the token that its browser alone keeps.
struct Login {
  database::User user;
  database::Session session;
  Secret token;
};

/// A key that was made, with the text that is shown this once.
struct NewKey {
  database::ApiKey row;
  Secret text;
};

/// Accounts, their passwords, sessions and keys. For any number of threads; calls that hash a password take
/// about 30 ms and are kTooMany when many do so at once. Logins and changes go to the audit.
class Accounts {
 public:
  Accounts(database::Database& database, cache::Cache& cache, DelayRules rules = {});

  /// `email` and `password` checked; kConflict when the email is taken.
  Result<database::User> add(std::string_view email, std::string_view name, const Secret& password,
                             database::Role role);

  /// kNotLoggedIn for a wrong password and for an account that does not exist, in the same words and the same
  /// time; kTooMany while the account or the address has to wait; kForbidden for a disabled account, after
  /// its right password.
  Result<Login> log_in(std::string_view email, const Secret& password, const Client& client);
  /// Ends all sessions of the user but `kept`. kBadInput for a wrong present password or a new one that is
  /// refused.
  Status change_password(const database::User& user, const Secret& present, const Secret& next,
                         const std::optional<database::SessionId>& kept, const Client& client);
  /// For an admin: ends all sessions of the user. kBadInput for a password that is refused.
  Status reset_password(const database::User& user, const Secret& next);
  /// For the first start: gives the user a password unless they have one. False when they had.
  Result<bool> set_first_password(const database::UserId& user, const Secret& password);

  /// kNotLoggedIn when it is none, or has ended, or its user is disabled. Using a session lengthens it.
  Result<database::Authenticated<database::Session>> find_session(const Secret& token);
  Status log_out(const database::UserId& user, const database::SessionId& session, const Client& client);

  /// `lifetime_days` from now. kTooMany when the user has kMostKeys.
  Result<NewKey> make_key(const database::UserId& user, std::string_view name, const Scopes& scopes,
                          int64_t lifetime_days, const Client& client);
  /// kNotLoggedIn as of find_session().
  Result<database::Authenticated<database::ApiKey>> find_key(const Secret& key);

  static constexpr int64_t kMostKeys = 100;
  static constexpr int64_t kSessionMs = int64_t{14} * 24 * 3600 * 1000;  ///< after its last use
  static constexpr int64_t kLongestSessionMs = int64_t{90} * 24 * 3600 * 1000;

 private:
  Result<std::string> hash(const Secret& password);
  Result<bool> matches(const std::optional<std::string>& stored, const Secret& password);
  void audit(const std::optional<database::UserId>& actor, std::string_view action, std::string_view subject,
             const Client& client);

  database::Database& database_;
  LoginDelays delays_;
  Turnstile turnstile_{2, 6};
};

/// Whether a text may be the email of an account. It is a name to log in with: nothing is sent to it.
Status check_email(std::string_view email, std::string_view field);

}  // namespace theta::accounts
