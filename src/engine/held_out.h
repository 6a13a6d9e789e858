#pragma once

#include <cstdint>
#include <vector>

#include "corpus/corpus.h"

namespace theta::engine {

/// The documents of each part of a corpus, by rising number.
struct Parts {
  std::vector<uint32_t> train;
  std::vector<uint32_t> valid;
  std::vector<uint32_t> test;
};

/// The corpus's own split, or else one that depends on the number of rows alone: a tenth (at most 2,000) to
/// test, a twentieth (at most 500) to validate. Fewer than 50 rows are all trained on. With an own split that
/// has no validation part, a twentieth of the training rows (at most 500) becomes one. The pieces of one row
/// go to one part, else a text could be completed from its own other half.
Parts divide(const corpus::Corpus& corpus);

/// train, valid or test for each document.
std::vector<corpus::Split> part_of_each(const Parts& parts, size_t documents);

}  // namespace theta::engine
