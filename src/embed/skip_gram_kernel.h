#pragma once

#include <cstddef>
#include <cstdint>

namespace theta::embed {

/// One step of stochastic gradient descent on a centre word and a group of outputs. `outputs` [V, stride]
/// holds the rows named in `rows`; the first `contexts` of them are true contexts, the other count - contexts
/// noise. The loss is
///   - sum over contexts y of log s(x.y) - contexts * sum over noise n of log s(-x.n),   s(t) = 1 / (1 +
///   exp(-t)),
/// what the contexts would lose one by one if they drew the same noise. Rows and centre are updated in place
/// with the gradients at their values before the step, except that a row which is named twice sees its first
/// update. `gradient` is scratch of `stride` floats. `stride` is a multiple of 16.
void skip_gram_step(float* centre, float* outputs, size_t stride, const uint32_t* rows, size_t contexts,
                    size_t count, float learning_rate, float* gradient);

}  // namespace theta::embed
