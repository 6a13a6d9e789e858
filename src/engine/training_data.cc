#include "engine/training_data.h"

#include <algorithm>

namespace theta::engine {
namespace {

models::CorpusSize corpus_size(const corpus::BagOfWords& bag, size_t vocabulary_size) {
  uint64_t tokens = 0;
  for (const uint32_t count : bag.counts) tokens += count;
  return {bag.documents(), vocabulary_size,
          static_cast<double>(tokens) / static_cast<double>(std::max<size_t>(bag.documents(), 1))};
}

}  // namespace

Result<TrainingData> load_training_data(const std::string& corpus_folder) {
  TrainingData data;
  data.folder = corpus_folder;
  THETA_ASSIGN(data.corpus, corpus::load_corpus(corpus_folder));
  data.parts = divide(data.corpus);
  if (data.parts.train.empty()) return bad_input("{}: holds no documents to train on", corpus_folder);
  data.train = select(data.corpus.counts, data.parts.train);
  data.valid = select(data.corpus.counts, data.parts.valid);
  data.size = corpus_size(data.train, data.corpus.vocabulary_size());
  return data;
}

}  // namespace theta::engine
