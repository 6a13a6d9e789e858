#pragma once

#include <cstdint>

#include "server/services.h"

namespace theta::server {

/// Removes files that were begun and got their last bytes before `before` (milliseconds since 1970), with
/// their pieces. Any number of servers may do so at once.
Status remove_abandoned_uploads(Services& services, int64_t before);

}  // namespace theta::server
