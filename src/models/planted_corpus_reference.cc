#include "models/planted_corpus_reference.h"

#include <map>

#include "base/random.h"

namespace theta::models {

PlantedCorpus planted_corpus(size_t documents, size_t topics, size_t block, size_t length, uint64_t seed) {
  PlantedCorpus planted;
  planted.block = block;
  planted.vocabulary_size = topics * block;
  for (size_t d = 0; d < documents; ++d) {
    const CounterRandom random(seed, d);
    const uint32_t topic = static_cast<uint32_t>(random.below(0, topics));
    std::map<uint32_t, uint32_t> counts;
    for (size_t i = 1; i <= length; ++i) {
      const bool own = random.uniform(4 * i) < 0.9F;
      const uint64_t word = own ? topic * block + random.below(2 * i + 1000, block)
                                : random.below(2 * i + 1001, planted.vocabulary_size);
      ++counts[static_cast<uint32_t>(word)];
    }
    std::vector<uint32_t> words;
    std::vector<uint32_t> values;
    for (const auto& [word, count] : counts) {
      words.push_back(word);
      values.push_back(count);
    }
    planted.bag.append(words, values);
    planted.topic.push_back(topic);
  }
  return planted;
}

}  // namespace theta::models
