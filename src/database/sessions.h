#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"
#include "database/users.h"

namespace theta::database {

/// A login of the web app. The token itself is known to the browser alone.
struct Session {
  SessionId id;
  UserId owner;
  std::string token_hash;  ///< unique; a hash that cannot be turned back, in any spelling
  std::string agent;       ///< of the browser, for the list that its owner sees
  std::string address;
  int64_t created = 0;
  int64_t seen = 0;
  int64_t expires = 0;

  static constexpr std::string_view kColumns =
      "id, owner, token_hash, agent, address, created, seen, expires";
  static auto fields(auto& self) {
    return std::tie(self.id, self.owner, self.token_hash, self.agent, self.address, self.created, self.seen,
                    self.expires);
  }
};

/// A session or key together with the user it stands for.
template <typename Credential>
struct Authenticated {
  Credential credential;
  User user;
};

class Sessions {
 public:
  explicit Sessions(Database& database) : database_(database) {}

  /// `lifetime_ms` from now.
  Result<Session> add(const UserId& owner, std::string_view token_hash, std::string_view agent,
                      std::string_view address, int64_t lifetime_ms);
  /// The token is the credential, so no owner is asked for. kNotFound when the session does not exist or has
  /// expired, or its user is disabled.
  Result<Authenticated<Session>> find_by_token(std::string_view token_hash);
  /// Notes that the session is in use and lets it live `lifetime_ms` from now.
  Status touch(const UserId& owner, const SessionId& id, int64_t lifetime_ms);

  /// The newest first, without expired ones.
  Result<Listing<Session>> list(const UserId& owner, const Page& page);
  Status remove(const UserId& owner, const SessionId& id);
  Status remove_all(const UserId& owner);
  /// The number removed.
  Result<int64_t> remove_expired_for_admin();

 private:
  Database& database_;
};

}  // namespace theta::database
