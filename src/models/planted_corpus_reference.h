#pragma once

#include <cstdint>
#include <vector>

#include "corpus/bag_of_words.h"

namespace theta::models {

/// A corpus made from known topics, for tests: topic k owns the words [k * block, (k + 1) * block); a
/// document draws 90 % of its words from one topic and the rest from anywhere.
struct PlantedCorpus {
  corpus::BagOfWords bag;
  std::vector<uint32_t> topic;  ///< main topic of each document
  size_t vocabulary_size = 0;
  size_t block = 0;
};
PlantedCorpus planted_corpus(size_t documents, size_t topics, size_t block, size_t length, uint64_t seed);

}  // namespace theta::models
