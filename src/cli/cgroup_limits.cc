#include "cli/cgroup_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace theta::cli {
namespace {

constexpr const char* kMount = "/sys/fs/cgroup";
// Version 1 writes "no limit" as the largest multiple of a page; no machine has that much.
constexpr uint64_t kNoLimit = uint64_t{1} << 60;

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

std::optional<uint64_t> number_in(const std::string& path) {
  const std::string line = first_line(path);
  if (line.empty() || line.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::strtoull(line.c_str(), nullptr, 10);
}

template <typename T>
void tighten(std::optional<T>& limit, std::optional<T> other) {
  if (other.has_value() && (!limit.has_value() || *other < *limit)) limit = other;
}

// "50000 100000" -> 0.5; "max 100000" -> nothing
std::optional<double> share_of(const std::string& quota, const std::string& period) {
  const double a = std::strtod(quota.c_str(), nullptr);
  const double b = std::strtod(period.c_str(), nullptr);
  return a > 0 && b > 0 ? std::optional(a / b) : std::nullopt;
}

// A group, then those around it. In a container the group's path may not be mounted, but the top always is.
std::vector<std::string> folders_of(const std::string& mount, std::string path) {
  std::vector<std::string> folders;
  for (;;) {
    folders.push_back(path == "/" ? mount : mount + path);
    const size_t slash = path.rfind('/');
    if (path.size() <= 1 || slash == std::string::npos) return folders;
    path.resize(std::max<size_t>(slash, 1));
  }
}

void read_memory(CgroupLimits& limits, const std::string& most, const std::string& used) {
  const std::optional<uint64_t> bytes = number_in(most);
  if (!bytes.has_value() || *bytes >= kNoLimit ||
      (limits.memory_bytes.has_value() && *bytes >= *limits.memory_bytes))
    return;
  limits.memory_bytes = bytes;
  limits.memory_in_use = number_in(used);
}

}  // namespace

CgroupLimits read_cgroup_limits(const std::string& root) {
  CgroupLimits limits;
  std::ifstream groups(root + "/proc/self/cgroup");
  std::string line;
  while (std::getline(groups, line)) {
    // "4:memory:/path" in version 1, "0::/path" in version 2
    const size_t first = line.find(':');
    const size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const std::string path = line.substr(second + 1);
    if (controllers == ",,") {
      for (const std::string& folder : folders_of(root + kMount, path)) {
        std::istringstream words(first_line(folder + "/cpu.max"));
        std::string quota;
        std::string period;
        words >> quota >> period;
        tighten(limits.processors, share_of(quota, period));
        read_memory(limits, folder + "/memory.max", folder + "/memory.current");
      }
    }
    if (controllers.find(",cpu,") != std::string::npos) {
      for (const std::string& folder : folders_of(root + kMount + std::string("/cpu"), path)) {
        tighten(limits.processors, share_of(first_line(folder + "/cpu.cfs_quota_us"),
                                            first_line(folder + "/cpu.cfs_period_us")));
      }
    }
    if (controllers.find(",memory,") != std::string::npos) {
      for (const std::string& folder : folders_of(root + kMount + std::string("/memory"), path))
        read_memory(limits, folder + "/memory.limit_in_bytes", folder + "/memory.usage_in_bytes");
    }
  }
  return limits;
}

}  // namespace theta::cli
