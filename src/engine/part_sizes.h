#pragma once

#include <algorithm>
#include <cstddef>

namespace theta::engine {

// How many rows of a corpus without a split of its own go to which part (engine/held_out.h).
inline constexpr size_t kFewestToDivide = 50;

inline size_t test_rows(size_t rows) {
  constexpr size_t kMost = 2000;
  return rows < kFewestToDivide ? 0 : std::min(rows / 10, kMost);
}

inline size_t valid_rows(size_t rows) {
  constexpr size_t kMost = 500;
  return rows < kFewestToDivide ? 0 : std::min(rows / 20, kMost);
}

/// What is left to train on.
inline size_t training_rows(size_t rows) {
  return rows - test_rows(rows) - valid_rows(rows);
}

}  // namespace theta::engine
