#pragma once

#include <cstddef>

#include "base/thread_pool.h"

namespace theta::math {

enum class Transpose : bool { kNo = false, kYes = true };

/// C = op(A) * op(B) + beta * C for row-major matrices, op(A) [m, k], op(B) [k, n], C [m, n]; `lda`, `ldb`,
/// `ldc` are the row strides of the matrices as stored.
///
/// float goes through oneDNN in tiles whose borders depend on m and n alone, each computed by one thread, so
/// the result has the same bytes for every pool size. double is a plain triple loop: the readable reference,
/// used to check gradients.
template <typename T>
void gemm(ThreadPool& pool, Transpose transpose_a, Transpose transpose_b, size_t m, size_t n, size_t k,
          const T* a, size_t lda, const T* b, size_t ldb, T beta, T* c, size_t ldc);

/// Rows or columns per tile of a product whose longer output side is `extent`.
size_t gemm_tile_size(size_t extent);

/// The same product on the calling thread alone, for use inside a parallel loop.
template <typename T>
void gemm_serial(Transpose transpose_a, Transpose transpose_b, size_t m, size_t n, size_t k, const T* a,
                 size_t lda, const T* b, size_t ldb, T beta, T* c, size_t ldc);

}  // namespace theta::math
