#pragma once

#include <string>

#include "base/result.h"
#include "corpus/corpus.h"
#include "engine/held_out.h"
#include "models/training_plan.h"

namespace theta::engine {

/// A corpus as a run uses it.
struct TrainingData {
  std::string folder;
  corpus::Corpus corpus;
  Parts parts;
  corpus::BagOfWords train;
  corpus::BagOfWords valid;
  models::CorpusSize size;  ///< of the training documents
};

/// Reads a corpus folder and divides it. A corpus without a training document is a bad-input error.
Result<TrainingData> load_training_data(const std::string& corpus_folder);

}  // namespace theta::engine
