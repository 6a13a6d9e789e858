#include "math/gemm_bf16.h"

#include <omp.h>
#include <oneapi/dnnl/dnnl.hpp>

#include <array>
#include <map>
#include <vector>

#include "base/assert.h"
#include "math/kernels.h"

namespace theta::math {
namespace {

using DataType = dnnl::memory::data_type;
using Dims = dnnl::memory::dims;

const dnnl::engine& cpu() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

/// One tile's product, prepared once per shape and thread: oneDNN's generated code and its scratch space.
struct TileProduct {
  dnnl::matmul primitive;
  dnnl::memory a, b, c, scratch;
};

using Shape = std::array<size_t, 8>;  // m, n, k, lda, ldb, ldc, transposes, accumulate

Dims strides(Transpose transpose, size_t stride) {
  const auto s = static_cast<dnnl::memory::dim>(stride);
  return transpose == Transpose::kYes ? Dims{1, s} : Dims{s, 1};
}

TileProduct make_product(Transpose ta, Transpose tb, const Shape& shape) {
  const auto m = static_cast<dnnl::memory::dim>(shape[0]);
  const auto n = static_cast<dnnl::memory::dim>(shape[1]);
  const auto k = static_cast<dnnl::memory::dim>(shape[2]);
  const dnnl::memory::desc a({m, k}, DataType::bf16, strides(ta, shape[3]));
  const dnnl::memory::desc b({k, n}, DataType::bf16, strides(tb, shape[4]));
  const dnnl::memory::desc c({m, n}, DataType::f32, strides(Transpose::kNo, shape[5]));
  dnnl::primitive_attr attributes;
  // Scratch space of our own: oneDNN's shared one is not safe when several threads execute primitives.
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  if (shape[7] != 0) {
    dnnl::post_ops accumulate;
    accumulate.append_sum(1.0F);
    attributes.set_post_ops(accumulate);
  }
  const dnnl::matmul::primitive_desc description(dnnl::matmul::desc(a, b, c), attributes, cpu());
  TileProduct product;
  product.primitive = dnnl::matmul(description);
  product.a = dnnl::memory(a, cpu(), nullptr);
  product.b = dnnl::memory(b, cpu(), nullptr);
  product.c = dnnl::memory(c, cpu(), nullptr);
  product.scratch = dnnl::memory(description.scratchpad_desc(), cpu());
  return product;
}

void multiply_tile(Transpose ta, Transpose tb, const Shape& shape, const uint16_t* a, const uint16_t* b,
                   float* c) {
  thread_local std::map<Shape, TileProduct> products;
  thread_local dnnl::stream stream(cpu());
  omp_set_num_threads(1);
  auto found = products.find(shape);
  if (found == products.end()) found = products.emplace(shape, make_product(ta, tb, shape)).first;
  TileProduct& product = found->second;
  product.a.set_data_handle(const_cast<uint16_t*>(a));
  product.b.set_data_handle(const_cast<uint16_t*>(b));
  product.c.set_data_handle(c);
  product.primitive.execute(stream, {{DNNL_ARG_SRC, product.a},
                                     {DNNL_ARG_WEIGHTS, product.b},
                                     {DNNL_ARG_DST, product.c},
                                     {DNNL_ARG_SCRATCHPAD, product.scratch}});
  stream.wait();
}

void round_matrix(ThreadPool& pool, const float* values, size_t count, AlignedVector<uint16_t>& out) {
  if (out.size() < count) out.resize(count);
  constexpr size_t kGrain = size_t{1} << 15;
  parallel_for(pool, count, kGrain, [&](size_t begin, size_t end, size_t) {
    round_to_bfloat16(values + begin, out.data() + begin, end - begin);
  });
}

}  // namespace

bool bfloat16_is_fast() {
  const dnnl::cpu_isa isa = dnnl::get_effective_cpu_isa();
  return isa == dnnl::cpu_isa::avx512_core_amx || isa == dnnl::cpu_isa::avx512_core_bf16;
}

void gemm_bf16(ThreadPool& pool, Transpose transpose_a, Transpose transpose_b, size_t m, size_t n, size_t k,
               const float* a, size_t lda, const float* b, size_t ldb, float beta, float* c, size_t ldc,
               Bfloat16Buffers& buffers) {
  THETA_ASSERT(beta == 0.0F || beta == 1.0F);
  if (m == 0 || n == 0) return;
  round_matrix(pool, a, (transpose_a == Transpose::kYes ? k : m) * lda, buffers.a);
  round_matrix(pool, b, (transpose_b == Transpose::kYes ? n : k) * ldb, buffers.b);
  const size_t flags =
      (transpose_a == Transpose::kYes ? 1U : 0U) + (transpose_b == Transpose::kYes ? 2U : 0U);
  const size_t accumulate = beta == 0.0F ? 0 : 1;
  const uint16_t* const left = buffers.a.data();
  const uint16_t* const right = buffers.b.data();
  if (m >= n) {
    parallel_for(pool, m, gemm_tile_size(m), [&](size_t begin, size_t end, size_t) {
      const uint16_t* rows = transpose_a == Transpose::kYes ? left + begin : left + begin * lda;
      multiply_tile(transpose_a, transpose_b, {end - begin, n, k, lda, ldb, ldc, flags, accumulate}, rows,
                    right, c + begin * ldc);
    });
    return;
  }
  parallel_for(pool, n, gemm_tile_size(n), [&](size_t begin, size_t end, size_t) {
    const uint16_t* cols = transpose_b == Transpose::kYes ? right + begin * ldb : right + begin;
    multiply_tile(transpose_a, transpose_b, {m, end - begin, k, lda, ldb, ldc, flags, accumulate}, left, cols,
                  c + begin);
  });
}

}  // namespace theta::math
