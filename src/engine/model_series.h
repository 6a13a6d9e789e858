#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/train_options.h"
#include "engine/training.h"
#include "formats/json.h"

namespace theta::engine {

/// One model of several that are trained on the same corpus.
struct SeriesMember {
  std::string title;   ///< what tells it from the others: "20 topics, seed 1"
  std::string folder;  ///< its model folder
  TrainOptions options;
};

/// Makes `folder` the place of a series with these settings: creates it, or finds in its settings.json that
/// it belongs to a series with the same ones. Other contents, or a setting that differs, are a usage error
/// that names it. Members may differ between two calls.
Status claim_series_folder(const std::string& folder, const formats::Json& settings);

/// Trains the members one after another and leaves those alone that are finished: model folders with the
/// same corpus, seed and number of topics. A member with a checkpoint goes on from there. Reports the
/// progress over all that are not finished. When it is stopped (kCancelled), the same call goes on.
Status train_series(const std::string& corpus_folder, const std::vector<SeriesMember>& members,
                    const RunEnvironment& environment);

}  // namespace theta::engine
