#include "math/assignment.h"

#include <limits>

namespace theta::math {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Assigns rows one at a time. Invariant: for all rows and columns cost >= row potential + column potential,
/// with equality on the assigned pairs; so the assignment of the rows so far is the cheapest one.
class Assigner {
 public:
  explicit Assigner(const Matrix<double>& values)
      : values_(values),
        row_potential_(values.rows()),
        column_potential_(values.cols()),
        row_of_(values.cols(), kUnassigned),
        previous_(values.cols()) {}

  void assign(size_t row) {
    distance_.assign(values_.cols(), kInfinite);
    done_.assign(values_.cols(), 0);
    size_t current_row = row;
    size_t column = kUnassigned;  // the last column of the path; none at first
    double length = 0;
    // Grow a tree of shortest alternating paths from `row` until it meets a free column.
    do {
      const size_t next = relax(current_row, column, length);
      length = distance_[next];
      done_[next] = 1;
      column = next;
      current_row = row_of_[column];
    } while (current_row != kUnassigned);
    update_potentials(row, length);
    // Shift the assignments along the path.
    while (column != kUnassigned) {
      const size_t before = previous_[column];
      row_of_[column] = before == kUnassigned ? row : row_of_[before];
      column = before;
    }
  }

  const std::vector<size_t>& row_of() const { return row_of_; }

 private:
  double cost(size_t row, size_t column) const { return -values_(row, column); }

  // Lengthens paths by one edge from `row`, and returns the open column that is nearest now.
  size_t relax(size_t row, size_t from, double length) {
    size_t nearest = kUnassigned;
    for (size_t c = 0; c < values_.cols(); ++c) {
      if (done_[c] != 0) continue;
      const double through = length + cost(row, c) - row_potential_[row] - column_potential_[c];
      if (through < distance_[c]) {
        distance_[c] = through;
        previous_[c] = from;
      }
      if (nearest == kUnassigned || distance_[c] < distance_[nearest]) nearest = c;
    }
    return nearest;
  }

  void update_potentials(size_t row, double length) {
    row_potential_[row] += length;
    for (size_t c = 0; c < values_.cols(); ++c) {
      if (done_[c] == 0) continue;
      column_potential_[c] -= length - distance_[c];
      if (row_of_[c] != kUnassigned) row_potential_[row_of_[c]] += length - distance_[c];
    }
  }

  const Matrix<double>& values_;
  std::vector<double> row_potential_;
  std::vector<double> column_potential_;
  std::vector<size_t> row_of_;    // by column
  std::vector<size_t> previous_;  // column before this one on its shortest path
  std::vector<double> distance_;
  std::vector<char> done_;
};

}  // namespace

std::vector<size_t> best_assignment(const Matrix<double>& values) {
  const bool wide = values.rows() <= values.cols();
  const Matrix<double> turned = wide ? Matrix<double>() : transposed(values);
  const Matrix<double>& m = wide ? values : turned;
  Assigner assigner(m);
  for (size_t r = 0; r < m.rows(); ++r) assigner.assign(r);
  std::vector<size_t> result(values.rows(), kUnassigned);
  for (size_t c = 0; c < m.cols(); ++c) {
    const size_t r = assigner.row_of()[c];
    if (r == kUnassigned) continue;
    (wide ? result[r] : result[c]) = wide ? c : r;
  }
  return result;
}

}  // namespace theta::math
