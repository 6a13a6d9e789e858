#pragma once

#include "base/result.h"
#include "server/call.h"
#include "server/services.h"

namespace theta::server {

/// Finds out who asks, before any endpoint runs.
class Gate {
 public:
  explicit Gate(Services& services) : services_(services) {}

  /// Without accounts everybody who reaches the server is the local user.
  Result<Caller> enter(const http::Request& request) const;

 private:
  Services& services_;
};

}  // namespace theta::server
