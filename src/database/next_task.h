#pragma once

#include <optional>
#include <string_view>

#include "database/task.h"

namespace theta::database {

/// Finds the owner whose turn it is; the parameter is `max_running`. Walks from owner to owner along the
/// index of ready tasks, so that the time depends on the number of users who wait, not of their tasks; then
/// takes the first ready task of each, and of these the best.
inline constexpr std::string_view kNextOwnerSql =
    "with recursive waiting (owner) as ("
    "  select min(owner) from tasks where state = 'pending' and delay = 0"
    "  union all"
    "  select (select min(t.owner) from tasks t where t.state = 'pending' and t.delay = 0 and t.owner > "
    "w.owner)"
    "  from waiting w where w.owner is not null), "
    "candidates (owner, number, held) as ("
    "  select w.owner, (select t.number from tasks t where t.owner = w.owner and t.state = 'pending' and "
    "t.delay = 0"
    "                   order by t.priority desc, t.number limit 1),"
    "         (select count(*) from tasks t where t.owner = w.owner and t.state in ('running', 'cancelling'))"
    "  from waiting w where w.owner is not null) "
    "select u.id, u.max_running from candidates c join users u on u.id = c.owner join tasks t on t.number = "
    "c.number "
    "where u.disabled = 0 and c.held < coalesce(u.max_running, ?) "
    "order by t.priority desc, c.held, u.served, t.number limit 1";

/// The task that is next by the rules of TaskQueue, locked until the end of the transaction, with its owner
/// marked as served. `max_running`: for users without a quota of their own. Empty when none may run now.
Result<std::optional<Task>> lock_next_task(Connection& connection, int64_t max_running);

}  // namespace theta::database
