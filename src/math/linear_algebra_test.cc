#include "math/linear_algebra.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "math/gemm.h"
#include "math/kernels.h"

namespace theta::math {
namespace {

Matrix<double> random_symmetric(size_t n, uint64_t seed) {
  const CounterRandom random(seed, 1);
  Matrix<double> a(n, n);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j <= i; ++j) a(i, j) = a(j, i) = random.uniform_double(i * n + j) - 0.5;
  }
  return a;
}

TEST(SymmetricEigen, VectorsAreOrthonormalAndRebuildTheMatrix) {
  for (const size_t n : {1, 2, 3, 10, 57}) {
    const Matrix<double> a = random_symmetric(n, n);
    const SymmetricEigen eigen = symmetric_eigen(a);
    for (size_t i = 0; i < n; ++i) {
      if (i > 0) {
        EXPECT_GE(eigen.values[i - 1], eigen.values[i]);
      }
      for (size_t j = 0; j < n; ++j) {
        double rebuilt = 0;
        double dot = 0;
        for (size_t k = 0; k < n; ++k) {
          rebuilt += eigen.vectors(i, k) * eigen.values[k] * eigen.vectors(j, k);
          dot += eigen.vectors(k, i) * eigen.vectors(k, j);
        }
        EXPECT_NEAR(rebuilt, a(i, j), 1e-12 * static_cast<double>(n + 5));
        EXPECT_NEAR(dot, i == j ? 1.0 : 0.0, 1e-12 * static_cast<double>(n + 5));
      }
    }
  }
}

TEST(SymmetricEigen, FindsRepeatedAndZeroEigenvalues) {
  Matrix<double> a(4, 4);
  a(0, 0) = a(1, 1) = 3;
  a(2, 2) = -1;
  const SymmetricEigen eigen = symmetric_eigen(a);
  EXPECT_NEAR(eigen.values[0], 3, 1e-14);
  EXPECT_NEAR(eigen.values[1], 3, 1e-14);
  EXPECT_NEAR(eigen.values[2], 0, 1e-14);
  EXPECT_NEAR(eigen.values[3], -1, 1e-14);
}

TEST(Cholesky, SolvesAndRefusesIndefiniteMatrices) {
  const size_t n = 20;
  Matrix<double> a = random_symmetric(n, 4);
  for (size_t i = 0; i < n; ++i) a(i, i) += 10;
  Matrix<double> x(n, 3);
  for (size_t i = 0; i < x.size(); ++i) x.data()[i] = static_cast<double>(i % 7) - 3;
  Matrix<double> b(n, 3);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      for (size_t c = 0; c < 3; ++c) b(i, c) += a(i, j) * x(j, c);
    }
  }
  ASSERT_TRUE(cholesky(a));
  cholesky_solve(a, b);
  for (size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(b.data()[i], x.data()[i], 1e-12);
  Matrix<double> indefinite(2, 2);
  indefinite(0, 0) = 1;
  indefinite(1, 1) = -1;
  EXPECT_FALSE(cholesky(indefinite));
}

TEST(Orthonormalise, ColumnsBecomeOrthonormalAndSpanTheSame) {
  ThreadPool pool(2);
  Matrix<float> q = random_subspace(500, 12, 3);
  orthonormalise(pool, q);
  const Matrix<double> gram = transposed_product(pool, q, q);
  for (size_t i = 0; i < 12; ++i) {
    for (size_t j = 0; j < 12; ++j) EXPECT_NEAR(gram(i, j), i == j ? 1.0 : 0.0, 1e-5);
  }
}

TEST(Gemm, FloatEqualsTheTripleLoopForEveryTransposeAndThreadCountGivesTheSameBits) {
  const size_t m = 137;
  const size_t n = 61;
  const size_t k = 93;
  const CounterRandom random(5, 5);
  std::vector<float> a(m * k);
  std::vector<float> b(k * n);
  for (size_t i = 0; i < a.size(); ++i) a[i] = random.uniform(i) - 0.5F;
  for (size_t i = 0; i < b.size(); ++i) b[i] = random.uniform(i + 100000) - 0.5F;
  const std::vector<double> a64(a.begin(), a.end());
  const std::vector<double> b64(b.begin(), b.end());
  for (const Transpose ta : {Transpose::kNo, Transpose::kYes}) {
    for (const Transpose tb : {Transpose::kNo, Transpose::kYes}) {
      const size_t lda = ta == Transpose::kYes ? m : k;
      const size_t ldb = tb == Transpose::kYes ? k : n;
      std::vector<double> expected(m * n, 2.0);
      ThreadPool one(1);
      gemm(one, ta, tb, m, n, k, a64.data(), lda, b64.data(), ldb, 0.5, expected.data(), n);
      std::vector<float> first;
      for (const size_t threads : {1, 2, 3}) {
        ThreadPool pool(threads);
        std::vector<float> c(m * n, 2.0F);
        gemm(pool, ta, tb, m, n, k, a.data(), lda, b.data(), ldb, 0.5F, c.data(), n);
        for (size_t i = 0; i < c.size(); ++i) ASSERT_NEAR(c[i], expected[i], 2e-5);
        if (first.empty()) first = c;
        EXPECT_EQ(c, first);
      }
    }
  }
}

}  // namespace
}  // namespace theta::math
