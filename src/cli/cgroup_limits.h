#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace theta::cli {

/// What the control groups of this process allow it; nothing where they set no limit.
struct CgroupLimits {
  std::optional<double> processors;       ///< processor time per time, 1.5 for one and a half
  std::optional<uint64_t> memory_bytes;   ///< most memory of the group
  std::optional<uint64_t> memory_in_use;  ///< memory of the group now, where there is a most
};

/// Reads versions 1 and 2 below `root` ("" for this machine; a test makes its own /proc and /sys). The
/// tightest limit of the group and the groups around it counts.
CgroupLimits read_cgroup_limits(const std::string& root = "");

}  // namespace theta::cli
