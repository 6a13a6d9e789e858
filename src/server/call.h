#pragma once

#include "database/id.h"
#include "http/request.h"

namespace theta::server {

/// Who asks.
struct Caller {
  database::UserId user;
};

/// One request with the user who made it: every query of an endpoint names that user.
struct Call {
  http::Request& request;
  Caller caller;
};

}  // namespace theta::server
