#include <fcntl.h>
#include <hwy/highway.h>
#include <oneapi/dnnl/dnnl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <fstream>

#include "base/thread_pool.h"
#include "cli/build_info.h"
#include "cli/cgroup_limits.h"
#include "cli/doctor.h"
#include "math/gemm_bf16.h"

namespace theta::cli {
namespace {

constexpr double kGigabyte = 1e9;
constexpr double kLittleMemory = 1 * kGigabyte;
constexpr double kLittleDisk = 1 * kGigabyte;
constexpr double kNoDisk = 0.05 * kGigabyte;

std::string dnnl_path() {
  switch (dnnl_get_effective_cpu_isa()) {
    case dnnl_cpu_isa_sse41:
      return "SSE4.1";
    case dnnl_cpu_isa_avx:
      return "AVX";
    case dnnl_cpu_isa_avx2:
    case dnnl_cpu_isa_avx2_vnni:
      return "AVX2";
    default:
      return "AVX-512";
  }
}

// Highway calls its AVX-512 targets AVX3, AVX3_DL and so on.
std::string kernel_path(int64_t target) {
  const std::string name = hwy::TargetName(target);
  return name.starts_with("AVX3") ? "AVX-512" : name;
}

Finding check_processor() {
  // Highway gives the better target the lower bit.
  const int64_t targets = hwy::SupportedTargets() & HWY_TARGETS;
  const int64_t best = targets & -targets;
  Finding finding;
  finding.detail = fmt::format("kernels use {}, products {}{}", kernel_path(best), dnnl_path(),
                               math::bfloat16_is_fast() ? " and native bfloat16" : "");
  if (best > HWY_AVX2) {
    finding.health = Health::kWarning;
    finding.remedy = "training works but is several times slower than on a processor with AVX2";
  }
  return finding;
}

Finding check_threads() {
  const size_t threads = ThreadPool(0).size();
  const CgroupLimits limits = read_cgroup_limits();
  Finding finding;
  finding.detail = fmt::format("{} processors may be used", threads);
  if (!limits.processors.has_value()) return finding;
  finding.detail += fmt::format(", the control group allows the time of {:.1f}", *limits.processors);
  const auto useful = std::max<size_t>(1, static_cast<size_t>(*limits.processors + 0.5));
  if (useful < threads) {
    finding.health = Health::kWarning;
    finding.remedy =
        fmt::format("set --threads {0} (THETA_THREADS={0}): more threads would only wait", useful);
  }
  return finding;
}

// A line "MemAvailable:   123 kB" of /proc/meminfo, in bytes.
double memory_line(const std::string& name) {
  std::ifstream file("/proc/meminfo");
  std::string word;
  double kilobytes = 0;
  while (file >> word) {
    if (word == name + ":" && file >> kilobytes) return 1024 * kilobytes;
  }
  return 0;
}

Finding check_memory() {
  const double total = memory_line("MemTotal");
  double available = memory_line("MemAvailable");
  Finding finding;
  finding.detail =
      fmt::format("{:.1f} GB of {:.1f} GB are available", available / kGigabyte, total / kGigabyte);
  const CgroupLimits limits = read_cgroup_limits();
  if (limits.memory_bytes.has_value() && static_cast<double>(*limits.memory_bytes) < total) {
    const auto most = static_cast<double>(*limits.memory_bytes);
    finding.detail += fmt::format(", the control group allows {:.1f} GB", most / kGigabyte);
    available = std::min(available, most - static_cast<double>(limits.memory_in_use.value_or(0)));
  }
  if (available < kLittleMemory) {
    finding.health = Health::kWarning;
    finding.remedy = "close other programs, or keep large corpora small with --vocab-size";
  }
  return finding;
}

// Whether a file can be made there and filled: free space alone says nothing about quotas and read-only
// mounts.
bool can_write(const std::string& folder) {
  std::string name = folder + "/.theta-doctor-XXXXXX";
  const int file = ::mkstemp(name.data());
  if (file < 0) return false;
  const std::string page(4096, 'x');
  const bool written =
      ::write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size()) && ::fsync(file) == 0;
  ::close(file);
  ::unlink(name.c_str());
  return written;
}

Finding check_folder(const std::string& folder, Health if_not_writable, const std::string& remedy) {
  struct statvfs info {};
  if (::statvfs(folder.c_str(), &info) != 0)
    return {if_not_writable, fmt::format("{} cannot be looked at", folder), remedy};
  const double free = static_cast<double>(info.f_bavail) * static_cast<double>(info.f_frsize);
  Finding finding;
  finding.detail = fmt::format("{}: {:.1f} GB free", folder, free / kGigabyte);
  if (!can_write(folder))
    return {if_not_writable, finding.detail + ", but nothing can be written there", remedy};
  if (free < kLittleDisk) {
    finding.health = free < kNoDisk ? Health::kFailed : Health::kWarning;
    finding.remedy =
        "make room: a model of 10,000 words takes about 20 MB, a corpus about as much as its texts";
  }
  return finding;
}

Finding check_current_folder() {
  char* const path = ::getcwd(nullptr, 0);
  const std::string folder = path == nullptr ? "." : path;
  std::free(path);
  return check_folder(folder, Health::kWarning, "go to a folder of your own, or name one with --out");
}

Finding check_temporary_folder() {
  const char* const folder = std::getenv("TMPDIR");
  return check_folder(folder == nullptr || *folder == '\0' ? "/tmp" : folder, Health::kFailed,
                      "set TMPDIR to a folder that can be written");
}

// Seconds since 1970 of "2026-01-31".
std::time_t seconds_of(const std::string& date) {
  std::tm day{};
  return ::strptime(date.c_str(), "%Y-%m-%d", &day) == nullptr ? 0 : ::timegm(&day);
}

Finding check_clock() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  Finding finding;
  finding.detail = fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", utc.tm_year + 1900, utc.tm_mon + 1,
                               utc.tm_mday, utc.tm_hour, utc.tm_min);
  // A day of grace: the date of a commit is in the author's time zone.
  if (now + 24 * 3600 < seconds_of(source_date())) {
    finding.health = Health::kFailed;
    finding.detail += fmt::format(", before this program was written ({})", source_date());
    finding.remedy = "set the clock; models would carry wrong dates";
  }
  return finding;
}

}  // namespace

std::vector<Check> machine_checks() {
  return {{"processor", check_processor},
          {"threads", check_threads},
          {"memory", check_memory},
          {"current folder", check_current_folder},
          {"temporary folder", check_temporary_folder},
          {"clock", check_clock}};
}

}  // namespace theta::cli
