#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "corpus/corpus.h"
#include "corpus/date_column.h"
#include "corpus/time_slices.h"
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

  /// When all documents of the corpus were written; nothing when none has a date that can be read.
  std::optional<corpus::TimeSlices> times;
  corpus::DateTally dates;  ///< how the cells of the time column were read; of no rows without such a column
};

/// Reads a corpus folder, divides it, and cuts its time as `time_bin` says (corpus::parse_time_bin). A corpus
/// without a training document is a bad-input error; so are slices that do not fit its dates, and any wish
/// for slices, "auto" apart, where there are none.
Result<TrainingData> load_training_data(const std::string& corpus_folder,
                                        const std::string& time_bin = "auto");

}  // namespace theta::engine
