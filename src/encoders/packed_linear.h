#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/thread_pool.h"
#include "encoders/weight_files.h"
#include "math/gemm_bf16.h"
#include "math/matrix.h"

namespace theta::encoders {

/// Rows that a product takes at a time; buffers of activations have a multiple of it.
inline constexpr size_t kRowBlock = 64;
constexpr size_t whole_blocks(size_t rows) {
  return (rows + kRowBlock - 1) / kRowBlock * kRowBlock;
}

/// y = x W' + b with W put once into the layout that the processor multiplies fastest. A row of y depends on
/// the same row of x alone, bit for bit, on any number of threads.
class PackedLinear {
 public:
  PackedLinear();
  ~PackedLinear();
  PackedLinear(PackedLinear&& other) noexcept;
  PackedLinear& operator=(PackedLinear&& other) noexcept;

  /// `parts` are stacked: their outputs lie side by side. They have the same cols. `bias` is empty, or as
  /// long as all outputs. bfloat16 rounds x as well; sums are float.
  static PackedLinear pack(ThreadPool& pool, const std::vector<Weights>& parts,
                           const std::vector<float>& bias, math::Precision precision);

  size_t outputs() const;
  size_t inputs() const;

  /// x [rows, inputs()], y [rows, outputs()]; rows is a multiple of kRowBlock.
  void forward(ThreadPool& pool, size_t rows, const float* x, float* y) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace theta::encoders
