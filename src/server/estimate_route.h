#pragma once

#include <cstdint>
#include <optional>

#include "server/price_table.h"
#include "server/routes.h"

namespace theta::server {

/// What an estimate has to know of the place where trainings run.
struct TrainingTerms {
  size_t threads = 0;         ///< of each training; 0: one per processor
  uint64_t memory_bytes = 0;  ///< that a training may take; 0: no limit is known
  std::optional<PriceTable> prices;
};

void add_estimate_route(Routes& routes, TrainingTerms terms);

/// The router of the whole API, for a server that trains on these terms.
http::Router make_router(Application& app, const TrainingTerms& terms);

}  // namespace theta::server
