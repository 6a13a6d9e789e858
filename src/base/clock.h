#pragma once

#include <string>

namespace theta {

/// The time now as RFC 3339 in UTC, to the second: 2026-03-03T10:15:00Z.
std::string utc_now();

}  // namespace theta
