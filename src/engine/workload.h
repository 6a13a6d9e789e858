#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "engine/train_options.h"
#include "formats/json.h"

namespace theta::engine {

/// What is known of a corpus before anything is trained on it.
struct CorpusShape {
  size_t documents = 0;
  size_t vocabulary_size = 0;
  uint64_t tokens = 0;      ///< words of the vocabulary in all documents
  uint64_t non_zeros = 0;   ///< pairs of a document and a word in it
  uint64_t characters = 0;  ///< of the texts that are imported first; 0: they are a corpus already
  size_t slices = 0;        ///< of time; 0: no document has a date
  std::string time;         ///< why topics may change over them (reason_for_slices()); empty: they may not
};

/// Everything about one training that decides how long it takes and how much memory it needs.
struct Workload {
  std::string model;   ///< etm, detm or lda
  std::string reason;  ///< why this one
  CorpusShape corpus;
  size_t num_topics = 0;
  size_t epochs = 0;

  // Of the networks; 0 for lda.
  size_t batch_size = 0;
  size_t hidden_size = 0;
  size_t embedding_size = 0;
  size_t slices_per_batch = 0;  ///< 0 for etm, too
  bool spectral = false;        ///< starts from word vectors of its own
  bool neighbours = false;      ///< looks for the nearest documents of each document
  bool bfloat16 = false;        ///< rounds the encoder's products
  bool skip_gram = false;       ///< learns word vectors by skip-gram first
};

/// What a training with these options would do on such a corpus: the errors are those of the training itself.
/// Divided as a corpus without a split of its own is.
Result<Workload> plan_workload(const TrainOptions& options, const CorpusShape& corpus);

/// What the training of a model did, by its manifest. kBadInput when that does not say enough.
Result<Workload> finished_workload(const formats::Json& manifest);

}  // namespace theta::engine
