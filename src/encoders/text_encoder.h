#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "math/matrix.h"

namespace theta::encoders {

/// Turns texts into vectors.
class TextEncoder {
 public:
  virtual ~TextEncoder() = default;
  /// Length of the vectors.
  virtual size_t dimension() const = 0;
  /// Row i of the answer [texts, dimension()] is the vector of texts[i], whatever the other texts are.
  /// kCancelled when `stop` is set meanwhile. One caller at a time.
  virtual Result<math::Matrix<float>> encode(ThreadPool& pool, const std::vector<std::string_view>& texts,
                                             const StopFlag* stop) = 0;
};

}  // namespace theta::encoders
