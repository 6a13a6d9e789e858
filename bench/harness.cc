#include "harness.h"

#include <fmt/format.h>
#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <vector>

#include "base/assert.h"

namespace theta::bench {
namespace {

std::string cpu_model() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown CPU";
}

/// First line that a command prints, empty when it fails.
std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  char line[256] = "";
  if (!pipe || !std::fgets(line, sizeof line, pipe.get())) return "";
  std::string text(line);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Timing measure(size_t repeats, const std::function<void()>& work) {
  THETA_ASSERT(repeats >= 1);
  work();
  std::vector<double> seconds(repeats);
  for (double& value : seconds) value = seconds_of(work);
  std::sort(seconds.begin(), seconds.end());
  const double median = (seconds[(repeats - 1) / 2] + seconds[repeats / 2]) / 2;
  return {median, seconds.front(), seconds.back(), repeats};
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;  // Linux counts in KiB
}

size_t usable_processors() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  return sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? static_cast<size_t>(CPU_COUNT(&allowed)) : 1;
}

std::string machine_line() {
  std::string commit = output_of("git -C '" THETA_SOURCE_DIR "' describe --always --dirty 2>/dev/null");
  if (commit.empty()) commit = "unknown";
  return fmt::format("{}, {} processors, g++ {}, commit {}", cpu_model(), usable_processors(), __VERSION__,
                     commit);
}

void report(std::string_view workload, std::string_view settings, const Timing& timing,
            std::string_view rate) {
  fmt::print("{:<26} {:<34} median {:>10.4g} ms of {} ({:.4g} to {:.4g})   {}   peak {:.0f} MiB\n", workload,
             settings, timing.median * 1e3, timing.repeats, timing.fastest * 1e3, timing.slowest * 1e3, rate,
             peak_memory_mib());
  std::fflush(stdout);
}

}  // namespace theta::bench
