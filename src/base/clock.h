#pragma once

#include <cstdint>
#include <string>

namespace theta {

/// The time now as RFC 3339 in UTC, to the second: 2026-03-03T10:15:00Z.
std::string utc_now();

/// A time in milliseconds since 1970 as RFC 3339 in UTC: 2026-03-03T10:15:00.250Z.
std::string time_text(int64_t milliseconds);

/// The time now in milliseconds since 1970 in UTC. It jumps when somebody sets the clock: for showing and for
/// limits of hours, never for measuring.
int64_t unix_milliseconds();

}  // namespace theta
