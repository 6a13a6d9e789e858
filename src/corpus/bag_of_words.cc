#include "corpus/bag_of_words.h"

namespace theta::corpus {

BagOfWords select(const BagOfWords& all, std::span<const uint32_t> documents) {
  BagOfWords chosen;
  for (const uint32_t d : documents) chosen.append(all.document_words(d), all.document_counts(d));
  return chosen;
}

std::vector<uint32_t> document_frequency(const BagOfWords& bag, size_t vocabulary_size) {
  std::vector<uint32_t> frequency(vocabulary_size, 0);
  for (const uint32_t word : bag.words) ++frequency[word];
  return frequency;
}

std::vector<uint64_t> word_frequency(const BagOfWords& bag, size_t vocabulary_size) {
  std::vector<uint64_t> frequency(vocabulary_size, 0);
  for (size_t i = 0; i < bag.words.size(); ++i) frequency[bag.words[i]] += bag.counts[i];
  return frequency;
}

}  // namespace theta::corpus
