#pragma once

#include <string>

#include "base/result.h"
#include "engine/train_options.h"
#include "models/training_plan.h"

namespace theta::engine {

/// The kind of model of a run, and why.
struct ModelChoice {
  std::string model;   ///< etm or lda
  std::string reason;  ///< a sentence for the user
};

/// The model that options.model names, or for "auto" the one that its options belong to, or else the one that
/// measures better on corpora of this size (docs/design/0012-lda.md).
ModelChoice choose_model(const TrainOptions& options, const models::CorpusSize& size);

/// Fails when options.model is unknown, and when an option belongs to another model than the one named or to
/// both kinds.
Status check_model_options(const TrainOptions& options);

}  // namespace theta::engine
