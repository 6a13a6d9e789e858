// A wall clock that tests may set: preloaded into a program, it adds the number of seconds that the file
// named by THETA_TEST_CLOCK holds (a little-endian int64) to what the real-time clock says. Other clocks stay
// as they are.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

// Mapped once, before any sandbox: later looks need no system call.
const volatile int64_t* shift() {
  static const volatile int64_t* const mapped = [] {
    static const int64_t none = 0;
    const char* const path = ::getenv("THETA_TEST_CLOCK");
    const int file = path != nullptr ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return &none;
    void* const page = ::mmap(nullptr, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    return page == MAP_FAILED ? &none : static_cast<const int64_t*>(page);
  }();
  return mapped;
}

__attribute__((constructor)) void map_early() {
  static_cast<void>(shift());
}

int real_clock(clockid_t clock, timespec* at) {
  using Function = int (*)(clockid_t, timespec*);
  static const auto next = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "clock_gettime"));
  return next(clock, at);
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* at) noexcept {
  const int result = real_clock(clock, at);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += *shift();
  return result;
}

int gettimeofday(timeval* at, void* /*zone*/) noexcept {
  timespec now{};
  const int result = clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return result;
}

time_t time(time_t* at) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (at != nullptr) *at = now.tv_sec;
  return now.tv_sec;
}
}
