#pragma once

#include <cstddef>

namespace theta {

/// Processors that this process may use; 1 or more.
size_t usable_processors();

}  // namespace theta
