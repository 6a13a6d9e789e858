#include "cli/cgroup_limits.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::cli {
namespace {

// A made-up /proc and /sys.
class Machine {
 public:
  void write(const std::string& path, const std::string& text) {
    const std::string whole = folder_.path() + path;
    ASSERT_TRUE(make_folders(whole.substr(0, whole.rfind('/'))).ok());
    ASSERT_TRUE(write_file_atomic(whole, text).ok());
  }
  CgroupLimits limits() const { return read_cgroup_limits(folder_.path()); }

 private:
  TemporaryFolder folder_;
};

TEST(CgroupLimits, NoGroupsNoLimits) {
  const CgroupLimits limits = Machine().limits();
  EXPECT_FALSE(limits.processors.has_value());
  EXPECT_FALSE(limits.memory_bytes.has_value());
}

TEST(CgroupLimits, Version2TakesTheTightestOfGroupAndParents) {
  Machine machine;
  machine.write("/proc/self/cgroup", "0::/work.slice/job\n");
  machine.write("/sys/fs/cgroup/work.slice/cpu.max", "150000 100000\n");
  machine.write("/sys/fs/cgroup/work.slice/job/cpu.max", "max 100000\n");
  machine.write("/sys/fs/cgroup/work.slice/memory.max", "max\n");
  machine.write("/sys/fs/cgroup/work.slice/job/memory.max", "2000000000\n");
  machine.write("/sys/fs/cgroup/work.slice/job/memory.current", "500000000\n");
  const CgroupLimits limits = machine.limits();
  EXPECT_DOUBLE_EQ(limits.processors.value(), 1.5);
  EXPECT_EQ(limits.memory_bytes.value(), 2000000000u);
  EXPECT_EQ(limits.memory_in_use.value(), 500000000u);
}

TEST(CgroupLimits, ContainerSeesItsOwnGroupAtTheTop) {
  Machine machine;
  machine.write("/proc/self/cgroup", "0::/\n");
  machine.write("/sys/fs/cgroup/cpu.max", "200000 100000\n");
  EXPECT_DOUBLE_EQ(machine.limits().processors.value(), 2.0);
}

TEST(CgroupLimits, Version1) {
  Machine machine;
  machine.write("/proc/self/cgroup", "4:memory:/box\n1:cpu,cpuacct:/box\n0::/\n");
  machine.write("/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "50000\n");
  machine.write("/sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
  machine.write("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
  machine.write("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  machine.write("/sys/fs/cgroup/memory/box/memory.limit_in_bytes", "1000000000\n");
  machine.write("/sys/fs/cgroup/memory/box/memory.usage_in_bytes", "400000000\n");
  machine.write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  const CgroupLimits limits = machine.limits();
  EXPECT_DOUBLE_EQ(limits.processors.value(), 0.5);
  EXPECT_EQ(limits.memory_bytes.value(), 1000000000u);
  EXPECT_EQ(limits.memory_in_use.value(), 400000000u);
}

}  // namespace
}  // namespace theta::cli
