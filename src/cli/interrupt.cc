#include "cli/interrupt.h"

#include <csignal>

namespace theta::cli {
namespace {

StopFlag stop_flag;
volatile std::sig_atomic_t received = 0;

extern "C" void on_signal(int signal) {
  received = signal;
  stop_flag.request();
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

const StopFlag& Interrupt::flag() const {
  return stop_flag;
}

int Interrupt::exit_code() const {
  return 128 + (received == 0 ? SIGINT : static_cast<int>(received));
}

}  // namespace theta::cli
