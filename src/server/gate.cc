#include "server/gate.h"

namespace theta::server {

Result<Caller> Gate::enter(const http::Request&) const {
  return Caller{.user = services_.user};
}

}  // namespace theta::server
