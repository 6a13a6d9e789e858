#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"

namespace theta::server {

/// One run of theta in a child process, so that what it needs, and whatever happens to it, is not the
/// server's.
struct ProgramRun {
  std::string program;  ///< path of theta
  std::vector<std::string> arguments;
  std::string folder;  ///< where it runs; paths in its messages are told from here on
  uint64_t memory_bytes = uint64_t{2} << 30;
  std::chrono::seconds patience{240};
};

/// Waits for its end. Its failure is this call's: with the kind that its exit code stands for, and the
/// sentence that it wrote last. kTooMany while as many others run as the machine can bear.
Status run_program(const ProgramRun& run);

}  // namespace theta::server
