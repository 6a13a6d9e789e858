#pragma once

namespace theta {
/// Prints the failed condition and aborts. For programmer mistakes only, never for input.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}  // namespace theta

/// Checked in every build: the conditions are cheap next to the work they guard.
#define THETA_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::theta::assertion_failed(#condition, __FILE__, __LINE__))
