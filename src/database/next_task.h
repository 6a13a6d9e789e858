#pragma once

#include <optional>

#include "database/task.h"

namespace theta::database {

/// The task that is next by the rules of TaskQueue, locked until the end of the transaction, with its owner
/// marked as served. `max_running`: for users without a quota of their own. Empty when none may run now.
Result<std::optional<Task>> lock_next_task(Connection& connection, int64_t max_running);

}  // namespace theta::database
