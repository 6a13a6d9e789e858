#pragma once

#include <functional>

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
  /// For what goes on after its request: whether the session or key that it came with is in force still.
  /// Asking does not lengthen it, and a database that is away ends nothing.
  std::function<bool()> watch(const http::Request& request) const;

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
