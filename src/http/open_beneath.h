#pragma once

#include <string>

#include "base/descriptor.h"
#include "base/result.h"

namespace theta::http {

/// Opens `path`, relative to the folder `root`, for reading, and never anything that lies outside it: no
/// "..", no absolute path, no symbolic link that leads out. kNotFound also for what would lead out.
Result<Descriptor> open_beneath(const Descriptor& root, const std::string& path);

/// The same for kernels and containers without openat2: segment by segment, no symbolic links at all.
Result<Descriptor> open_beneath_by_steps(const Descriptor& root, const std::string& path);

}  // namespace theta::http
