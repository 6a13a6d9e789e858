#pragma once

#include <optional>
#include <string>

#include "accounts/accounts.h"
#include "database/id.h"
#include "database/users.h"
#include "http/request.h"

namespace theta::server {

/// Who asks.
struct Caller {
  database::UserId user;
  bool admin = false;
  accounts::Scopes scopes = accounts::Scopes::all();
  std::optional<database::SessionId> session;  ///< none with an API key, and without accounts
  Secret csrf_token;                           ///< of the session
  database::Quotas quotas;                     ///< of their own
};

/// One request with the user who made it: every query of an endpoint names that user.
struct Call {
  http::Request& request;
  Caller caller;

  accounts::Client client() const {
    return {request.peer().address, std::string(request.header_or_empty("User-Agent"))};
  }
};

}  // namespace theta::server
