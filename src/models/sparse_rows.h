#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace theta::models {

/// The non-zeros of a [rows, V] matrix, row by row. Columns ascend inside a row.
template <typename T>
struct SparseRows {
  std::vector<uint32_t> offsets = {0};
  std::vector<uint32_t> indices;
  math::AlignedVector<T> values;

  size_t rows() const { return offsets.size() - 1; }
  size_t non_zeros() const { return indices.size(); }
  const uint32_t* row_indices(size_t r) const { return indices.data() + offsets[r]; }
  const T* row_values(size_t r) const { return values.data() + offsets[r]; }
  size_t row_size(size_t r) const { return offsets[r + 1] - offsets[r]; }
  void clear() {
    offsets.assign(1, 0);
    indices.clear();
    values.clear();
  }
  void push(uint32_t index, T value) {
    indices.push_back(index);
    values.push_back(value);
  }
  void end_row() { offsets.push_back(static_cast<uint32_t>(indices.size())); }
};

/// The same non-zeros ordered by column: column v holds entries [offsets[v], offsets[v + 1]), rows ascending.
struct ColumnOrder {
  std::vector<uint32_t> offsets;    ///< [V + 1]
  std::vector<uint32_t> rows;       ///< row of each entry
  std::vector<uint32_t> positions;  ///< its place in the row order

  size_t column_size(size_t v) const { return offsets[v + 1] - offsets[v]; }
};

/// Fills `order` for `rows` with `columns` columns by a counting sort.
template <typename T>
void order_by_column(const SparseRows<T>& rows, size_t columns, ColumnOrder& order) {
  order.offsets.assign(columns + 1, 0);
  order.rows.resize(rows.non_zeros());
  order.positions.resize(rows.non_zeros());
  for (const uint32_t v : rows.indices) ++order.offsets[v + 1];
  for (size_t v = 0; v < columns; ++v) order.offsets[v + 1] += order.offsets[v];
  // offsets[v] serves as the write cursor of column v and so ends as the start of column v + 1.
  for (size_t r = 0; r < rows.rows(); ++r) {
    for (uint32_t i = rows.offsets[r]; i < rows.offsets[r + 1]; ++i) {
      const uint32_t slot = order.offsets[rows.indices[i]]++;
      order.rows[slot] = static_cast<uint32_t>(r);
      order.positions[slot] = i;
    }
  }
  for (size_t v = columns; v > 0; --v) order.offsets[v] = order.offsets[v - 1];
  order.offsets[0] = 0;
}

}  // namespace theta::models
