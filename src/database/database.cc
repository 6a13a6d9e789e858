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
  THETA_ASSIGN(const auto turn, pool_->wait_to_write());
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
      return make_error(ErrorKind::kFailed, "database: a transaction went on after a statement had failed");
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
