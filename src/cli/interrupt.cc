#include "cli/interrupt.h"

#include <csignal>
#include <vector>

#include "base/assert.h"

namespace theta::cli {
namespace {

StopFlag stop_flag;
volatile std::sig_atomic_t received = 0;

// Room for the registers of any processor: those of AVX-512 and AMX take about 11 KiB.
constexpr size_t kStackSize = size_t{64} << 10;

extern "C" void on_signal(int signal) {
  received = signal;
  stop_flag.request();
}

// The kernel puts the registers of an interrupted function on the stack. oneDNN's compiled kernels keep
// values further below the end of the stack than the 128 bytes that the kernel spares, so a signal in the
// middle of a product would damage them; the handler has a stack of its own. A signal to the process goes to
// its first thread, which is the one that is here.
void use_own_stack() {
  static std::vector<char> memory(kStackSize);
  stack_t stack{};
  stack.ss_sp = memory.data();
  stack.ss_size = memory.size();
  THETA_ASSERT(::sigaltstack(&stack, nullptr) == 0);
}

}  // namespace

Interrupt::Interrupt() {
  use_own_stack();
  struct sigaction action {};
  action.sa_handler = on_signal;
  // The second signal has its usual effect.
  action.sa_flags = SA_ONSTACK | SA_RESTART | static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGINT, SIGTERM}) THETA_ASSERT(::sigaction(signal, &action, nullptr) == 0);
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
