#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/stop_flag.h"
#include "server/services.h"

namespace theta::server {

/// How `theta serve` runs.
struct ServeOptions {
  std::string host = "127.0.0.1";
  uint16_t port = 8000;  ///< 0: a free one
  ServicesOptions services;
  std::string program;  ///< path of theta, which tasks are run by
  size_t slots = 1;     ///< tasks that run at once; 0: none, others work on the queue
  size_t threads = 0;   ///< of each running task; 0: one per processor
};

/// Serves until `stop`, then drains: requests that have begun end, tasks write their checkpoints and go back
/// to the queue. There are no accounts, so a host that others can reach is a usage error.
Status serve(const ServeOptions& options, const StopFlag& stop);

}  // namespace theta::server
