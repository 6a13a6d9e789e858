#pragma once

#include "base/stop_flag.h"

namespace theta::cli {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM only raise flag(); a second signal ends the process at once.
/// One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  const StopFlag& flag() const;
  /// 130 after SIGINT, 143 after SIGTERM: what a shell reports for the signal.
  int exit_code() const;
};

}  // namespace theta::cli
