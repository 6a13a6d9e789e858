#pragma once

#include "base/result.h"
#include "engine/train_options.h"
#include "formats/json.h"
#include "models/detm_plan.h"
#include "models/lda_plan.h"
#include "models/training_plan.h"

namespace theta::engine {

/// Fails on values that suit no corpus, naming the option. The functions that make plans ask, too.
Status check_options(const TrainOptions& options);

/// Fails when a corpus of this size cannot have so many topics. make_plan() asks, too.
Status check_num_topics(size_t topics, const models::CorpusSize& size);

/// The recipe for a corpus of this size with the user's wishes put in. Fails on impossible values, naming the
/// option.
Result<models::TrainingPlan> make_plan(const TrainOptions& options, const models::CorpusSize& size);

/// The same for the dynamic model over `slices` of time.
Result<models::DetmPlan> make_detm_plan(const TrainOptions& options, const models::CorpusSize& size,
                                        size_t slices);

/// The same for latent Dirichlet allocation.
Result<models::LdaPlan> make_lda_plan(const TrainOptions& options, const models::CorpusSize& size);

/// Topics when none are asked for: about 0.4 sqrt(D), between 5 and 50.
size_t default_num_topics(size_t documents);

/// Every setting of a plan by name, for the manifest, the report and the check that a resumed run has the
/// same.
formats::Json plan_json(const models::TrainingPlan& plan);
formats::Json detm_plan_json(const models::DetmPlan& plan);
formats::Json lda_plan_json(const models::LdaPlan& plan);

}  // namespace theta::engine
