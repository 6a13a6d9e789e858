#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/pace.h"
#include "engine/workload.h"
#include "formats/json.h"
#include "server/estimate_route.h"

namespace theta::server {

/// What a task would train, one after another, on one corpus.
struct EstimatedTask {
  std::vector<engine::Workload> runs;  ///< one or more
  std::string type;                    ///< of the task
};

/// The answer of POST /api/tasks/estimate. `measured`: what trainings have taken on this server.
formats::Json estimate_json(const EstimatedTask& task, const std::vector<engine::MeasuredRun>& measured,
                            const TrainingTerms& terms);

}  // namespace theta::server
