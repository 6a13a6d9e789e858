#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace theta::bench {

/// A matrix product C[m,n] = A[m,k] * B[k,n]; a transposed operand is stored as [k,m] or [n,k].
struct GemmShape {
  size_t m = 0;
  size_t n = 0;
  size_t k = 0;
  bool a_transposed = false;
  bool b_transposed = false;

  double flops() const {
    return 2.0 * static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k);
  }
};

/// Rate of dnnl_sgemm for one shape, in FLOP/s. With several threads the better of two ways to share the
/// product counts: oneDNN's own threads, and row stripes of C on our thread pool with oneDNN held to one
/// thread each. Results are checked against a plain dot product first.
double fp32_gemm_rate(const GemmShape& shape, size_t threads);

/// Rate of oneDNN's matmul with bfloat16 operands, B packed beforehand, float32 result. Empty when the
/// processor has no bfloat16 instructions.
std::optional<double> bf16_gemm_rate(const GemmShape& shape, size_t threads);

/// Bytes per second when `threads` threads run over their own arrays of `bytes` in all. Choose `bytes` well
/// above the caches for memory, below them for the cache itself. Counts the bytes that the program names: a
/// store's read-for-ownership is not counted.
double read_bandwidth(size_t bytes, size_t threads);   ///< sum += a[i]
double triad_bandwidth(size_t bytes, size_t threads);  ///< a[i] = b[i] + s * c[i]

/// A piece of work in terms of what bounds it.
struct Work {
  std::vector<GemmShape> products;  ///< dense products in float32
  double memory_bytes = 0;  ///< bytes that must come from or go to memory, as in Adam (24 per parameter)
  double cache_bytes = 0;   ///< bytes that are read again and again, at best from the caches
};

/// The least seconds this machine needs for `work`: every product at its measured rate, then the bytes: those
/// of memory at the triad rate of a 256 MiB working set, those of the caches at the read rate of 16 MiB.
/// Nothing is taken to overlap, so well-overlapped code may pass 100 %.
double limit_seconds(const Work& work, size_t threads);

}  // namespace theta::bench
