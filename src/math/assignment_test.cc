#include "math/assignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "base/random.h"

namespace theta::math {
namespace {

Matrix<double> random_values(size_t rows, size_t cols, uint64_t seed, uint64_t steps) {
  Matrix<double> m(rows, cols);
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < cols; ++c)
      m(r, c) = static_cast<double>(CounterRandom(seed, r).below(c, steps)) / 8 - 3;
  }
  return m;
}

double sum_of(const Matrix<double>& values, const std::vector<size_t>& assignment) {
  double sum = 0;
  for (size_t r = 0; r < values.rows(); ++r) {
    if (assignment[r] != kUnassigned) sum += values(r, assignment[r]);
  }
  return sum;
}

// Tries every assignment of the shorter side.
double best_sum_reference(const Matrix<double>& values) {
  if (values.rows() > values.cols()) return best_sum_reference(transposed(values));
  std::vector<size_t> columns(values.cols());
  std::iota(columns.begin(), columns.end(), 0u);
  double best = -1e300;
  do {
    double sum = 0;
    for (size_t r = 0; r < values.rows(); ++r) sum += values(r, columns[r]);
    best = std::max(best, sum);
  } while (std::next_permutation(columns.begin(), columns.end()));
  return best;
}

void expect_valid(const Matrix<double>& values, const std::vector<size_t>& assignment) {
  ASSERT_EQ(assignment.size(), values.rows());
  std::set<size_t> taken;
  for (const size_t c : assignment) {
    if (c == kUnassigned) continue;
    EXPECT_LT(c, values.cols());
    EXPECT_TRUE(taken.insert(c).second) << "column " << c << " is taken twice";
  }
  EXPECT_EQ(taken.size(), std::min(values.rows(), values.cols()));
}

TEST(BestAssignment, IsNoWorseThanAnyOther) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const size_t rows = 1 + CounterRandom(seed, 100).below(0, 6);
    const size_t cols = 1 + CounterRandom(seed, 100).below(1, 6);
    // Few steps give many ties.
    const Matrix<double> values = random_values(rows, cols, seed, seed % 2 == 0 ? 4 : 1000);
    const std::vector<size_t> assignment = best_assignment(values);
    expect_valid(values, assignment);
    EXPECT_NEAR(sum_of(values, assignment), best_sum_reference(values), 1e-9) << seed;
  }
}

TEST(BestAssignment, FindsAPermutationThatWasHidden) {
  constexpr size_t kSize = 120;
  Matrix<double> values = random_values(kSize, kSize, 5, 7);
  std::vector<size_t> hidden(kSize);
  std::iota(hidden.begin(), hidden.end(), 0u);
  for (size_t i = kSize; i > 1; --i) std::swap(hidden[i - 1], hidden[CounterRandom(9, 0).below(i, i)]);
  for (size_t r = 0; r < kSize; ++r) values(r, hidden[r]) = 2;
  EXPECT_EQ(best_assignment(values), hidden);
}

TEST(BestAssignment, OfNothingIsNothing) {
  EXPECT_TRUE(best_assignment(Matrix<double>()).empty());
}

}  // namespace
}  // namespace theta::math
