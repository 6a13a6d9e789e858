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
/// The same where no more is known than the size of the documents to train on and reason_for_slices().
ModelChoice choose_model(const TrainOptions& options, const models::CorpusSize& size,
                         const std::string& time);

/// Why topics may change over `slices` of time with these labels at its ends; empty where they may not: there
/// are too few slices, or more of the `rows` lack a date than have one.
std::string reason_for_slices(size_t slices, const std::string& first, const std::string& last,
                              size_t undated, size_t rows);

/// Fails when options.model is unknown, and when an option belongs to another model than the one named or to
/// two kinds.
Status check_model_options(const TrainOptions& options);

}  // namespace theta::engine
