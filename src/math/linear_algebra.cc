#include "math/linear_algebra.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "math/gemm.h"

namespace theta::math {
namespace {

// Householder reduction of `v` (symmetric on entry, the accumulated orthogonal matrix on exit) to a
// tridiagonal matrix with diagonal d and sub-diagonal e[1..].
void tridiagonalise(Matrix<double>& v, std::vector<double>& d, std::vector<double>& e) {
  const size_t n = v.rows();
  Matrix<double> q(n, n);
  for (size_t i = 0; i < n; ++i) q(i, i) = 1.0;
  std::vector<double> u(n);
  std::vector<double> p(n);
  for (size_t k = 0; k + 2 < n; ++k) {
    double norm = 0;
    for (size_t i = k + 1; i < n; ++i) norm += v(i, k) * v(i, k);
    norm = std::sqrt(norm);
    if (norm == 0) continue;
    const double lead = v(k + 1, k) > 0 ? -norm : norm;
    std::fill(u.begin(), u.end(), 0.0);
    u[k + 1] = v(k + 1, k) - lead;
    for (size_t i = k + 2; i < n; ++i) u[i] = v(i, k);
    double h = 0;
    for (size_t i = k + 1; i < n; ++i) h += u[i] * u[i];
    h *= 0.5;
    if (h == 0) continue;
    // A <- P A P with P = I - u u'/h, as the rank-two update A - u w' - w u'.
    double uap = 0;
    for (size_t i = k; i < n; ++i) {
      p[i] = 0;
      for (size_t j = k + 1; j < n; ++j) p[i] += v(i, j) * u[j];
      p[i] /= h;
      uap += u[i] * p[i];
    }
    for (size_t i = k; i < n; ++i) p[i] -= uap / (2 * h) * u[i];
    for (size_t i = k; i < n; ++i) {
      for (size_t j = k; j < n; ++j) v(i, j) -= u[i] * p[j] + p[i] * u[j];
    }
    for (size_t i = 0; i < n; ++i) {
      double dot = 0;
      for (size_t j = k + 1; j < n; ++j) dot += q(i, j) * u[j];
      dot /= h;
      for (size_t j = k + 1; j < n; ++j) q(i, j) -= dot * u[j];
    }
  }
  for (size_t i = 0; i < n; ++i) d[i] = v(i, i);
  for (size_t i = 1; i < n; ++i) e[i] = v(i, i - 1);
  v = std::move(q);
}

// One implicit QL sweep for the eigenvalue at `l`, rotating the rows of the transposed eigenvector matrix.
void ql_sweep(std::vector<double>& d, std::vector<double>& e, Matrix<double>& rows, size_t l, size_t m) {
  double g = (d[l + 1] - d[l]) / (2 * e[l]);
  double r = std::hypot(g, 1.0);
  g = d[m] - d[l] + e[l] / (g + std::copysign(r, g));
  double s = 1;
  double c = 1;
  double shift = 0;
  for (size_t i = m; i-- > l;) {
    const double f = s * e[i];
    const double b = c * e[i];
    r = std::hypot(f, g);
    e[i + 1] = r;
    if (r == 0) {
      d[i + 1] -= shift;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - shift;
    r = (d[i] - g) * s + 2 * c * b;
    shift = s * r;
    d[i + 1] = g + shift;
    g = c * r - b;
    double* const upper = rows.row(i + 1);
    double* const lower = rows.row(i);
    for (size_t k = 0; k < rows.cols(); ++k) {
      const double t = upper[k];
      upper[k] = s * lower[k] + c * t;
      lower[k] = c * lower[k] - s * t;
    }
  }
  d[l] -= shift;
  e[l] = g;
  e[m] = 0;
}

void tridiagonal_ql(std::vector<double>& d, std::vector<double>& e, Matrix<double>& rows) {
  const size_t n = d.size();
  for (size_t i = 1; i < n; ++i) e[i - 1] = e[i];
  e[n - 1] = 0;
  for (size_t l = 0; l < n; ++l) {
    while (true) {
      size_t m = l;
      while (m + 1 < n && std::abs(e[m]) > 1e-15 * (std::abs(d[m]) + std::abs(d[m + 1]))) ++m;
      if (m == l) break;
      ql_sweep(d, e, rows, l, m);
    }
  }
}

}  // namespace

bool cholesky(Matrix<double>& a) {
  const size_t n = a.rows();
  for (size_t j = 0; j < n; ++j) {
    double* const row_j = a.row(j);
    double pivot = row_j[j];
    for (size_t k = 0; k < j; ++k) pivot -= row_j[k] * row_j[k];
    if (!(pivot > 0)) return false;
    row_j[j] = std::sqrt(pivot);
    for (size_t i = j + 1; i < n; ++i) {
      double* const row_i = a.row(i);
      double sum = row_i[j];
      for (size_t k = 0; k < j; ++k) sum -= row_i[k] * row_j[k];
      row_i[j] = sum / row_j[j];
    }
  }
  return true;
}

void cholesky_solve(const Matrix<double>& l, Matrix<double>& b) {
  const size_t n = l.rows();
  const size_t m = b.cols();
  for (size_t i = 0; i < n; ++i) {
    for (size_t k = 0; k < i; ++k) {
      for (size_t c = 0; c < m; ++c) b(i, c) -= l(i, k) * b(k, c);
    }
    for (size_t c = 0; c < m; ++c) b(i, c) /= l(i, i);
  }
  for (size_t i = n; i-- > 0;) {
    for (size_t k = i + 1; k < n; ++k) {
      for (size_t c = 0; c < m; ++c) b(i, c) -= l(k, i) * b(k, c);
    }
    for (size_t c = 0; c < m; ++c) b(i, c) /= l(i, i);
  }
}

SymmetricEigen symmetric_eigen(const Matrix<double>& a) {
  const size_t n = a.rows();
  Matrix<double> basis = a;
  std::vector<double> d(n);
  std::vector<double> e(n);
  tridiagonalise(basis, d, e);
  Matrix<double> rows = transposed(basis);
  tridiagonal_ql(d, e, rows);
  std::vector<size_t> order(n);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) { return d[x] > d[y]; });
  SymmetricEigen result;
  result.vectors = Matrix<double>(n, n);
  for (size_t j = 0; j < n; ++j) {
    result.values.push_back(d[order[j]]);
    for (size_t i = 0; i < n; ++i) result.vectors(i, j) = rows(order[j], i);
  }
  return result;
}

Matrix<double> transposed_product(ThreadPool& pool, const Matrix<float>& a, const Matrix<float>& b) {
  // Partial sums over blocks of rows in float, joined in double: float's rounding stays that of one block.
  constexpr size_t kBlock = 1024;
  const size_t pieces = (a.rows() + kBlock - 1) / kBlock;
  Matrix<double> total(a.cols(), b.cols());
  Matrix<float> partial(a.cols(), b.cols());
  for (size_t piece = 0; piece < pieces; ++piece) {
    const size_t begin = piece * kBlock;
    const size_t rows = std::min(kBlock, a.rows() - begin);
    gemm(pool, Transpose::kYes, Transpose::kNo, a.cols(), b.cols(), rows, a.row(begin), a.cols(),
         b.row(begin), b.cols(), 0.0F, partial.data(), b.cols());
    for (size_t i = 0; i < total.size(); ++i) total.data()[i] += static_cast<double>(partial.data()[i]);
  }
  return total;
}

Matrix<float> product(ThreadPool& pool, const Matrix<float>& a, const Matrix<double>& b) {
  Matrix<float> right(b.rows(), b.cols());
  std::transform(b.values().begin(), b.values().end(), right.values().begin(),
                 [](double x) { return static_cast<float>(x); });
  Matrix<float> result(a.rows(), b.cols());
  gemm(pool, Transpose::kNo, Transpose::kNo, a.rows(), b.cols(), a.cols(), a.data(), a.cols(), right.data(),
       right.cols(), 0.0F, result.data(), result.cols());
  return result;
}

void orthonormalise(ThreadPool& pool, Matrix<float>& q) {
  const size_t r = q.cols();
  for (int pass = 0; pass < 2; ++pass) {
    Matrix<double> gram = transposed_product(pool, q, q);
    double trace = 0;
    for (size_t i = 0; i < r; ++i) trace += gram(i, i);
    // A whisper of ridge keeps the factorisation alive when columns depend on each other.
    for (size_t i = 0; i < r; ++i) gram(i, i) += 1e-7 * trace / static_cast<double>(r) + 1e-30;
    if (!cholesky(gram)) return;
    // Q <- Q L^-T: solve for the inverse once, then one product.
    Matrix<double> inverse(r, r);
    for (size_t i = 0; i < r; ++i) inverse(i, i) = 1.0;
    for (size_t i = 0; i < r; ++i) {
      for (size_t k = 0; k < i; ++k) {
        for (size_t c = 0; c <= k; ++c) inverse(i, c) -= gram(i, k) * inverse(k, c);
      }
      for (size_t c = 0; c <= i; ++c) inverse(i, c) /= gram(i, i);
    }
    q = product(pool, q, transposed(inverse));
  }
}

Matrix<float> random_subspace(size_t n, size_t r, uint64_t seed) {
  Matrix<float> start(n, r);
  const CounterRandom random(seed, stream_id(6, n, r));
  for (size_t i = 0; i < start.size(); ++i) start.data()[i] = random.uniform(i) - 0.5F;
  return start;
}

}  // namespace theta::math
