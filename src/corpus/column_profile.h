#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/row_reader.h"

namespace theta::corpus {

/// What the cells of one column look like, over the sampled rows.
struct ColumnProfile {
  size_t filled = 0;           ///< cells that are not blank
  double filled_share = 0;     ///< of all sampled rows
  double mean_characters = 0;  ///< of filled cells
  double letter_share = 0;     ///< characters that are letters (beyond ASCII: all)
  double time_share = 0;       ///< filled cells that are a date or year
  double distinct_share = 0;   ///< distinct values / filled cells
  double split_share = 0;      ///< filled cells that say train, valid or test
  size_t distinct = 0;
};

ColumnProfile profile_column(const std::vector<Row>& sample, size_t column);

/// The part of a published split that a cell names: train, training, valid, validation, val, dev, test.
std::optional<Split> parse_split(std::string_view cell);

}  // namespace theta::corpus
