#include "math/gemm.h"

#include <omp.h>
#include <oneapi/dnnl/dnnl.h>

#include <algorithm>

#include "base/assert.h"

namespace theta::math {
namespace {

// Tiles per matrix: enough to keep a handful of threads busy, few enough to keep each tile efficient.
constexpr size_t kTiles = 8;
constexpr size_t kSmallestTile = 48;

// oneDNN was built with OpenMP; our pool is the only one that may start threads.
void use_one_blas_thread() {
  thread_local const bool once = [] {
    omp_set_num_threads(1);
    return true;
  }();
  static_cast<void>(once);
}

char flag(Transpose t) {
  return t == Transpose::kYes ? 'T' : 'N';
}

}  // namespace

size_t gemm_tile_size(size_t extent) {
  const size_t even = (extent + kTiles - 1) / kTiles;
  return std::max(kSmallestTile, (even + 15) / 16 * 16);
}

template <>
void gemm_serial(Transpose transpose_a, Transpose transpose_b, size_t m, size_t n, size_t k, const float* a,
                 size_t lda, const float* b, size_t ldb, float beta, float* c, size_t ldc) {
  use_one_blas_thread();
  const dnnl_status_t status =
      dnnl_sgemm(flag(transpose_a), flag(transpose_b), static_cast<dnnl_dim_t>(m), static_cast<dnnl_dim_t>(n),
                 static_cast<dnnl_dim_t>(k), 1.0F, a, static_cast<dnnl_dim_t>(lda), b,
                 static_cast<dnnl_dim_t>(ldb), beta, c, static_cast<dnnl_dim_t>(ldc));
  THETA_ASSERT(status == dnnl_success);
}

template <>
void gemm_serial(Transpose transpose_a, Transpose transpose_b, size_t m, size_t n, size_t k, const double* a,
                 size_t lda, const double* b, size_t ldb, double beta, double* c, size_t ldc) {
  for (size_t i = 0; i < m; ++i) {
    for (size_t j = 0; j < n; ++j) {
      double sum = beta == 0.0 ? 0.0 : beta * c[i * ldc + j];
      for (size_t p = 0; p < k; ++p) {
        const double x = transpose_a == Transpose::kYes ? a[p * lda + i] : a[i * lda + p];
        const double y = transpose_b == Transpose::kYes ? b[j * ldb + p] : b[p * ldb + j];
        sum += x * y;
      }
      c[i * ldc + j] = sum;
    }
  }
}

template <typename T>
void gemm(ThreadPool& pool, Transpose transpose_a, Transpose transpose_b, size_t m, size_t n, size_t k,
          const T* a, size_t lda, const T* b, size_t ldb, T beta, T* c, size_t ldc) {
  if (m >= n) {
    parallel_for(pool, m, gemm_tile_size(m), [&](size_t begin, size_t end, size_t) {
      const T* rows = transpose_a == Transpose::kYes ? a + begin : a + begin * lda;
      gemm_serial(transpose_a, transpose_b, end - begin, n, k, rows, lda, b, ldb, beta, c + begin * ldc, ldc);
    });
    return;
  }
  parallel_for(pool, n, gemm_tile_size(n), [&](size_t begin, size_t end, size_t) {
    const T* cols = transpose_b == Transpose::kYes ? b + begin * ldb : b + begin;
    gemm_serial(transpose_a, transpose_b, m, end - begin, k, a, lda, cols, ldb, beta, c + begin, ldc);
  });
}

template void gemm(ThreadPool&, Transpose, Transpose, size_t, size_t, size_t, const float*, size_t,
                   const float*, size_t, float, float*, size_t);
template void gemm(ThreadPool&, Transpose, Transpose, size_t, size_t, size_t, const double*, size_t,
                   const double*, size_t, double, double*, size_t);

}  // namespace theta::math
