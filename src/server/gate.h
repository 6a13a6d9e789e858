#pragma once

#include "accounts/accounts.h"
#include "base/result.h"
#include "server/access.h"
#include "server/call.h"
#include "server/limits.h"
#include "server/services.h"

namespace theta::server {

/// Finds out who asks, and whether they may, before any endpoint runs.
class Gate {
 public:
  Gate(Services& services, accounts::Accounts& accounts, Limits& limits, bool has_accounts)
      : services_(services), accounts_(accounts), limits_(limits), has_accounts_(has_accounts) {}

  /// Without accounts everybody who reaches the server is the local user. With them: kNotLoggedIn when it is
  /// not known who asks, kForbidden when they may not do this, kTooMany when they ask too often.
  Result<Caller> enter(http::Request& request, Access access);

 private:
  Result<Caller> identify(const http::Request& request);
  Result<Caller> by_key(std::string_view authorization);
  Result<Caller> by_session(const http::Request& request);

  Services& services_;
  accounts::Accounts& accounts_;
  Limits& limits_;
  const bool has_accounts_;
};

/// Whether a method changes nothing.
bool is_safe_method(std::string_view method);

}  // namespace theta::server
