#pragma once

#include <cstddef>
#include <cstdint>

#include "base/thread_pool.h"
#include "math/gemm.h"
#include "math/matrix.h"

namespace theta::math {

/// Number format of the factors in large dense products. Sums are always float.
enum class Precision : uint8_t {
  kFloat32,
  kBfloat16,  ///< factors rounded to 8 significant bits; several times faster where the processor has it
};

/// True when this processor multiplies bfloat16 natively (AMX or AVX512_BF16), so that kBfloat16 pays.
bool bfloat16_is_fast();

/// Buffers for the rounded factors of one product; kept by the caller from call to call.
struct Bfloat16Buffers {
  AlignedVector<uint16_t> a;
  AlignedVector<uint16_t> b;
};

/// As gemm() for float with beta 0 or 1, the factors rounded to bfloat16 (nearest, ties to even). Tiles as in
/// gemm(), so the bytes do not depend on the pool either.
void gemm_bf16(ThreadPool& pool, Transpose transpose_a, Transpose transpose_b, size_t m, size_t n, size_t k,
               const float* a, size_t lda, const float* b, size_t ldb, float beta, float* c, size_t ldc,
               Bfloat16Buffers& buffers);

}  // namespace theta::math
