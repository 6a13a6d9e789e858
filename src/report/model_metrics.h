#pragma once

#include "engine/model_view.h"
#include "formats/json.h"

namespace theta::report {

struct ModelMetrics {
  formats::Json figures;  ///< by name, as in metrics.json
  bool left_out = false;  ///< edits have changed what some of the run's figures measure
};

/// The figures that hold for a model as its edits leave it: `before`, those of the run (metrics.json), unless
/// edits changed more than names; then those of the visible topics that the view gives, and those of the run
/// that the edits leave as they were.
ModelMetrics metrics_of_view(const engine::ModelView& view, const formats::Json& before);

}  // namespace theta::report
