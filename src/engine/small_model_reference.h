#pragma once

#include <cstddef>
#include <string>

namespace theta::engine {

/// For tests: imports `rows` invented texts about five themes to `folder`/corpus and trains `topics` topics
/// on them to `folder`/model. Words are lower-case and stand between blanks. Aborts when that fails.
void make_small_model(const std::string& folder, size_t rows, size_t topics);

/// Text of one row.
std::string small_text(size_t row);

}  // namespace theta::engine
