#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "database/database.h"

namespace theta::database {

/// Manifests of the models that tasks of this server have made, whosever they are, the newest first: what
/// trainings have taken here. Models that were imported tell of other machines and are not among them.
Result<std::vector<std::string>> finished_trainings_for_admin(Database& database, int64_t most);

}  // namespace theta::database
