#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace theta::bench {

/// Wall seconds of repeated runs of one workload.
struct Timing {
  double median = 0;
  double fastest = 0;
  double slowest = 0;
  size_t repeats = 0;
};

/// Runs `work` once to warm up and then `repeats` (>= 1) times with the clock on.
Timing measure(size_t repeats, const std::function<void()>& work);

/// Seconds of one call.
double seconds_of(const std::function<void()>& work);

/// Processor seconds that all threads of this process have used so far: what work costs whoever else is
/// running.
double processor_seconds();

/// Largest resident set of this process so far, in MiB.
double peak_memory_mib();

/// Processors that this process may use.
size_t usable_processors();

/// "CPU model, N processors, g++ 12.2.0, commit 1a2b3c4": what a figure must carry to mean something.
std::string machine_line();

/// One result line: workload, settings, median with its spread, rate, peak memory.
void report(std::string_view workload, std::string_view settings, const Timing& timing,
            std::string_view rate);

}  // namespace theta::bench
