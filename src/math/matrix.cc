#include "math/matrix.h"

#include <sys/mman.h>

namespace theta::math {
namespace {

constexpr size_t kHugePage = size_t{2} << 20;

std::align_val_t alignment(size_t bytes) {
  return std::align_val_t{bytes >= kHugePage ? kHugePage : 64};
}

}  // namespace

void* allocate_aligned(size_t bytes) {
  void* pointer = ::operator new(bytes, alignment(bytes));
  // Advice only: where huge pages are off the block works as well, a little slower.
  if (bytes >= kHugePage) static_cast<void>(::madvise(pointer, bytes / kHugePage * kHugePage, MADV_HUGEPAGE));
  return pointer;
}

void release_aligned(void* pointer, size_t bytes) {
  ::operator delete(pointer, alignment(bytes));
}

}  // namespace theta::math
