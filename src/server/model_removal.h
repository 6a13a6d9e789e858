#pragma once

#include "database/models.h"
#include "server/services.h"

namespace theta::server {

/// The second step of deleting a model: removes its objects, then its row. What is left by a server that
/// stopped in between is done by the next one that starts.
Status finish_removal(Services& services, const database::Model& model);
/// Ends all removals that were begun.
Status finish_removals(Services& services);

}  // namespace theta::server
