#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace theta {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "theta: internal error: %s is false (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace theta
