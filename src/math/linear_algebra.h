#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"

namespace theta::math {

/// Replaces the lower triangle of the symmetric positive definite `a` [n, n] by L with L L' = a. False when a
/// pivot is not positive.
bool cholesky(Matrix<double>& a);

/// Solves L L' x = b in place for every column of b [n, m], L from cholesky().
void cholesky_solve(const Matrix<double>& l, Matrix<double>& b);

/// Eigenvalues (descending) and eigenvectors (columns) of a symmetric matrix: Householder reduction to
/// tridiagonal form, then implicit QL (Golub & Van Loan, "Matrix Computations", sections 8.3.1 and 8.3.3).
struct SymmetricEigen {
  std::vector<double> values;
  Matrix<double> vectors;
};
SymmetricEigen symmetric_eigen(const Matrix<double>& a);

/// Makes the columns of q [n, r] orthonormal (Cholesky QR, twice; Fukaya et al. 2014). Columns that
/// depend on earlier ones come out short instead of unit length.
void orthonormalise(ThreadPool& pool, Matrix<float>& q);

/// a' b for a [n, r], b [n, s] in float, result in double [r, s].
Matrix<double> transposed_product(ThreadPool& pool, const Matrix<float>& a, const Matrix<float>& b);

/// a b for a [n, r] float, b [r, s] double, result float [n, s].
Matrix<float> product(ThreadPool& pool, const Matrix<float>& a, const Matrix<double>& b);

/// A random start [n, r] for subspace iteration, the same for every call with the same seed.
Matrix<float> random_subspace(size_t n, size_t r, uint64_t seed);

}  // namespace theta::math
