#pragma once

#include <algorithm>
#include <functional>

#include "base/thread_pool.h"

namespace theta::corpus {

/// Runs `alone` on one thread, and meanwhile body(begin, end, worker) over [0, count) in pieces of `grain` on
/// the others, which it joins when it has ended. Returns when all is done.
inline void run_beside(ThreadPool& pool, const std::function<void()>& alone, size_t count, size_t grain,
                       const std::function<void(size_t begin, size_t end, size_t worker)>& body) {
  const size_t pieces = (count + grain - 1) / grain;
  pool.run(pieces + 1, [&](size_t task, size_t worker) {
    if (task == 0) return alone();
    const size_t begin = (task - 1) * grain;
    body(begin, std::min(count, begin + grain), worker);
  });
}

}  // namespace theta::corpus
