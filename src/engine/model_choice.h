#pragma once

#include <string>

#include "base/result.h"
#include "engine/train_options.h"
#include "engine/training_data.h"

namespace theta::engine {

/// The kind of model of a run, and why.
struct ModelChoice {
  std::string model;   ///< etm, detm or lda
  std::string reason;  ///< a sentence for the user
};

/// The model that options.model names, or for "auto" the one that its options belong to, or else the one that
/// measures better on corpora of this size (docs/design/0012-lda.md); of the embedded models the dynamic one
/// where most rows have a date and there is more than one slice of time.
ModelChoice choose_model(const TrainOptions& options, const TrainingData& data);

/// Fails when options.model is unknown, and when an option belongs to another model than the one named or to
/// two kinds.
Status check_model_options(const TrainOptions& options);

}  // namespace theta::engine
