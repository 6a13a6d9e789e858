#include "math/gemm_bf16.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/random.h"

namespace theta::math {
namespace {

// Each factor is off by at most 2^-9, so each product by about 2^-8 of its size.
TEST(GemmBf16, IsCloseToTheExactProductAndTheSameForEveryPool) {
  const size_t m = 150;
  const size_t n = 70;
  const size_t k = 90;
  const CounterRandom random(1, 2);
  std::vector<float> a(m * k);
  std::vector<float> b(k * n);
  for (size_t i = 0; i < a.size(); ++i) a[i] = random.uniform(i) - 0.5F;
  for (size_t i = 0; i < b.size(); ++i) b[i] = random.uniform(i + 50000) - 0.5F;
  const std::vector<double> a64(a.begin(), a.end());
  const std::vector<double> b64(b.begin(), b.end());
  for (const Transpose ta : {Transpose::kNo, Transpose::kYes}) {
    for (const Transpose tb : {Transpose::kNo, Transpose::kYes}) {
      for (const float beta : {0.0F, 1.0F}) {
        const size_t lda = ta == Transpose::kYes ? m : k;
        const size_t ldb = tb == Transpose::kYes ? k : n;
        ThreadPool one(1);
        std::vector<double> expected(m * n, 3.0);
        gemm(one, ta, tb, m, n, k, a64.data(), lda, b64.data(), ldb, static_cast<double>(beta),
             expected.data(), n);
        std::vector<float> first;
        for (const size_t threads : {1, 2, 3}) {
          ThreadPool pool(threads);
          Bfloat16Buffers buffers;
          std::vector<float> c(m * n, 3.0F);
          gemm_bf16(pool, ta, tb, m, n, k, a.data(), lda, b.data(), ldb, beta, c.data(), n, buffers);
          for (size_t i = 0; i < c.size(); ++i)
            ASSERT_NEAR(c[i], expected[i], 0.25 * static_cast<double>(k) / 256);
          if (first.empty()) first = c;
          EXPECT_EQ(c, first);
        }
      }
    }
  }
}

}  // namespace
}  // namespace theta::math
