#pragma once

#include <cstddef>
#include <vector>

#include "math/matrix.h"

namespace theta::math {

/// The assignment of rows to columns with the largest sum of values(row, assignment[row]), each column taken
/// at most once; kUnassigned for rows that are left over when there are more rows than columns. Among equal
/// sums one is chosen by the order of rows and columns alone. Shortest augmenting paths with potentials
/// (Kuhn 1955; Munkres 1957; Jonker & Volgenant 1987), O(n^2 m) for n <= m.
inline constexpr size_t kUnassigned = static_cast<size_t>(-1);
std::vector<size_t> best_assignment(const Matrix<double>& values);

}  // namespace theta::math
