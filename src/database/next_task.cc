#include "database/next_task.h"

#include "database/dialect.h"

namespace theta::database {
namespace {

struct Owner {
  UserId id;
  std::optional<int64_t> max_running;
  static auto fields(auto& self) { return std::tie(self.id, self.max_running); }
};

/// With so many others in front, the caller had better come again later.
constexpr int kMostRounds = 50;

/// The first ready task of `owner`, whose row is held, unless the owner has come to their quota meanwhile.
Result<std::optional<Task>> lock_task_of(Connection& connection, const Owner& owner, int64_t max_running) {
  THETA_ASSIGN(const int64_t held, connection.single<int64_t>(
                                       "select count(*) from tasks where owner = ? and state in ('running', "
                                       "'cancelling')",
                                       owner.id));
  if (held >= owner.max_running.value_or(max_running)) return std::optional<Task>();
  return find_task(connection, "owner = ? and state = 'pending' and delay = 0",
                   " order by priority desc, number limit 1" + lock_rows(connection.dialect(), "tasks"),
                   owner.id);
}

}  // namespace

Result<std::optional<Task>> lock_next_task(Connection& connection, int64_t max_running) {
  // PostgreSQL: workers that come at once take different owners, and wait for a busy one only when there is
  // no other. What an owner runs is counted again once their row is held: somebody may have been faster.
  // Then the next round sees what they did.
  bool wait = connection.dialect() == Dialect::kSqlite;
  for (int round = 0; round < kMostRounds; ++round) {
    const std::string lock =
        wait ? lock_rows(connection.dialect(), "u") : lock_free_rows(connection.dialect(), "u");
    THETA_ASSIGN(const std::optional<Owner> owner,
                 connection.first<Owner>(fmt::format("{}{}", kNextOwnerSql, lock), max_running));
    if (!owner && wait) break;
    if (!owner) {
      wait = true;
      continue;
    }
    THETA_ASSIGN(std::optional<Task> task, lock_task_of(connection, *owner, max_running));
    if (!task) continue;
    THETA_RETURN_IF_ERROR(
        connection
            .change("update users set served = (select max(served) + 1 from users) where id = ?", owner->id)
            .status());
    return task;
  }
  return std::optional<Task>();
}

}  // namespace theta::database
