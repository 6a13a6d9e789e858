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

/// True for a year (1000 to 2999) alone, or a date in figures or with an English month name, with or without
/// a time of day: 2021, 2021-03, 2021/3/4, 4 Mar 2021, 2021年3月4日, 2021-03-04T05:06:07Z.
bool looks_like_time(std::string_view cell);

/// The part of a published split that a cell names: train, training, valid, validation, val, dev, test.
std::optional<Split> parse_split(std::string_view cell);

}  // namespace theta::corpus
