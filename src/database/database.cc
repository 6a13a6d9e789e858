#include "database/database.h"

#include "database/dialect.h"
#include "database/migrations.h"
#include "database/pool.h"

namespace theta::database {
namespace {

constexpr int kTries = 5;

/// Undoes the transaction; a connection that cannot even do that is of no more use.
template <typename Lease>
void roll_back(Lease& lease) {
  if (lease.connection().trouble() == Trouble::kLost || !lease.connection().change("rollback").ok())
    lease.discard();
}

Error went_on_after_failure() {
  return make_error(ErrorKind::kFailed, "database: a transaction went on after a statement had failed");
}

/// Makes the writes in one transaction, each in a savepoint of its own. False: nothing was kept, and each is
/// to be tried alone, since it cannot be said whose fault it was.
template <typename Lease>
bool commit_together(Lease& lease, std::span<WaitingWrite* const> writes) {
  Connection& connection = lease.connection();
  const auto run = [&connection](const char* sql) { return connection.change(sql).status(); };
  if (!run("begin immediate").ok()) return false;
  std::vector<WaitingWrite*> kept;
  for (WaitingWrite* const write : writes) {
    connection.clear_trouble();
    if (!run("savepoint one").ok()) return roll_back(lease), false;
    bool good = false;
    try {
      good = write->body(connection);
    } catch (...) {
      write->thrown = std::current_exception();
    }
    if (good && connection.trouble() != Trouble::kNone) {
      write->status = went_on_after_failure();
      good = false;
    }
    // A full disk, say, ends the whole transaction and its savepoints.
    if (!good && !run("rollback to one").ok()) return roll_back(lease), false;
    if (!run("release one").ok()) return roll_back(lease), false;
    if (good) kept.push_back(write);
  }
  connection.clear_trouble();
  const Status committed = run("commit");
  if (committed.ok()) return true;
  roll_back(lease);
  for (WaitingWrite* const write : kept) write->status = committed;
  return true;
}

}  // namespace

Database::Database(std::unique_ptr<Pool> pool) : pool_(std::move(pool)) {}
Database::~Database() = default;

Dialect Database::dialect() const {
  return pool_->location().dialect;
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  THETA_ASSIGN(Location location, parse_location(options.url));
  auto pool = std::make_unique<Pool>(std::move(location), options);
  {
    THETA_ASSIGN(Pool::Lease lease, pool->lease());
    const Status migrated = migrate(lease.connection(), schema());
    if (!migrated.ok()) {
      return make_error(migrated.error().kind, "{}: {}", pool->location().shown, migrated.error().message);
    }
  }
  return std::unique_ptr<Database>(new Database(std::move(pool)));
}

Status Database::run_read(const std::function<void(Connection&)>& body) {
  THETA_ASSIGN(Pool::Lease lease, pool_->lease());
  body(lease.connection());
  if (lease.connection().trouble() != Trouble::kLost) return Status();
  THETA_RETURN_IF_ERROR(lease.reconnect());
  body(lease.connection());
  return Status();
}

Status Database::run_write(const std::function<bool(Connection&)>& body) {
  if (dialect() != Dialect::kSqlite) return write_alone(body);
  return pool_->wait_to_write(body, [this](auto writes) { write_together(writes); });
}

void Database::write_together(std::span<WaitingWrite* const> writes) {
  if (writes.size() > 1) {
    Result<Pool::Lease> lease = pool_->lease();
    if (lease.ok() && commit_together(lease.value(), writes)) return;
  }
  for (WaitingWrite* const write : writes) {
    write->thrown = nullptr;
    try {
      write->status = write_alone(write->body);
    } catch (...) {
      write->thrown = std::current_exception();
    }
  }
}

Status Database::write_alone(const std::function<bool(Connection&)>& body) {
  THETA_ASSIGN(Pool::Lease lease, pool_->lease());
  for (int attempt = 1;; ++attempt) {
    lease.connection().clear_trouble();
    const Status begun = lease.connection().change(begin_sql(dialect())).status();
    if (!begun.ok()) {
      if (lease.connection().trouble() != Trouble::kLost || attempt > 1) return begun;
      THETA_RETURN_IF_ERROR(lease.reconnect());
      continue;
    }
    bool good = false;
    try {
      good = body(lease.connection());
    } catch (...) {
      roll_back(lease);
      throw;
    }
    const Trouble trouble = lease.connection().trouble();
    if (!good) {
      roll_back(lease);
      if (trouble == Trouble::kRepeat && attempt < kTries) continue;
      return Status();  // the body's own error is the answer
    }
    // PostgreSQL would answer this commit with a rollback and no error.
    if (trouble != Trouble::kNone) {
      roll_back(lease);
      return went_on_after_failure();
    }
    const Status committed = lease.connection().change("commit").status();
    if (committed.ok()) return Status();
    const bool lost = lease.connection().trouble() == Trouble::kLost;
    roll_back(lease);
    if (!lost) return committed;
    return make_error(ErrorKind::kUnavailable, "{}; the change may have been kept",
                      committed.error().message);
  }
}

Status Database::ping() {
  return read([](Connection& connection) { return connection.single<int64_t>("select 1").status(); });
}

}  // namespace theta::database
