#pragma once

#include <algorithm>
#include <cstddef>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "base/assert.h"

namespace theta::math {

/// Large blocks lie on 2 MB pages where the system allows it: gathers over many rows then miss no TLB entry.
void* allocate_aligned(size_t bytes);
void release_aligned(void* pointer, size_t bytes);

/// Allocates at 64-byte boundaries: one cache line, one AVX-512 register.
template <typename T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  template <typename U>
  AlignedAllocator(const AlignedAllocator<U>&) {}  // NOLINT: allocators convert
  T* allocate(size_t n) { return static_cast<T*>(allocate_aligned(n * sizeof(T))); }
  void deallocate(T* p, size_t n) { release_aligned(p, n * sizeof(T)); }
  template <typename U>
  bool operator==(const AlignedAllocator<U>&) const {
    return true;
  }
};

template <typename T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;

/// A dense row-major matrix that owns its values, zero-filled at first.
template <typename T>
class Matrix {
 public:
  Matrix() = default;
  Matrix(size_t rows, size_t cols) : rows_(rows), cols_(cols), values_(rows * cols) {}

  size_t rows() const { return rows_; }
  size_t cols() const { return cols_; }
  size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  T* data() { return values_.data(); }
  const T* data() const { return values_.data(); }
  T* row(size_t r) { return values_.data() + r * cols_; }
  const T* row(size_t r) const { return values_.data() + r * cols_; }
  std::span<T> row_span(size_t r) { return {row(r), cols_}; }
  std::span<const T> row_span(size_t r) const { return {row(r), cols_}; }
  T& operator()(size_t r, size_t c) { return values_[r * cols_ + c]; }
  T operator()(size_t r, size_t c) const { return values_[r * cols_ + c]; }
  std::span<T> values() { return values_; }
  std::span<const T> values() const { return values_; }
  void fill(T value) { std::fill(values_.begin(), values_.end(), value); }
  /// Changes the shape; the contents are then unspecified, and zero where the matrix grew.
  void reshape(size_t rows, size_t cols) {
    rows_ = rows;
    cols_ = cols;
    values_.resize(rows * cols);
  }

 private:
  size_t rows_ = 0;
  size_t cols_ = 0;
  AlignedVector<T> values_;
};

/// The transpose, [cols, rows].
template <typename T>
Matrix<T> transposed(const Matrix<T>& m) {
  Matrix<T> result(m.cols(), m.rows());
  for (size_t r = 0; r < m.rows(); ++r) {
    for (size_t c = 0; c < m.cols(); ++c) result(c, r) = m(r, c);
  }
  return result;
}

}  // namespace theta::math
