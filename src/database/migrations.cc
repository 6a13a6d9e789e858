#include "database/migrations.h"

#include "base/clock.h"
#include "database/dialect.h"

namespace theta::database {
namespace {

/// Names our lock among those of other programs in the same database.
constexpr int64_t kLockNumber = 0x7468657461;

Status run_step(Connection& connection, const Migration& step, int64_t version) {
  const std::string sql = in_dialect(step.sql, connection.dialect());
  constexpr std::string_view kEnd = ";\n";
  for (size_t start = 0; start < sql.size();) {
    const size_t end = std::min(sql.find(kEnd, start), sql.size());
    const std::string_view statement = std::string_view(sql).substr(start, end - start);
    if (statement.find_first_not_of(" \n") != std::string_view::npos) {
      const Result<int64_t> done = connection.change(statement);
      if (!done.ok()) {
        return make_error(done.error().kind, "schema step {} ({}): {}", version, step.name,
                          done.error().message);
      }
    }
    start = end + kEnd.size();
  }
  return connection
      .change("insert into schema_steps (version, name, applied) values (?, ?, ?)", version, step.name,
              unix_milliseconds())
      .status();
}

/// Waits for other starters as long as their steps take.
Status lock_schema(Connection& connection) {
  if (connection.dialect() == Dialect::kSqlite) {
    constexpr int kTries = 120;  // of five seconds each
    Status begun;
    for (int i = 0; i < kTries; ++i) {
      begun = connection.change("begin immediate").status();
      if (begun.ok() || begun.error().kind != ErrorKind::kUnavailable) break;
    }
    return begun;
  }
  THETA_RETURN_IF_ERROR(connection.change("begin").status());
  THETA_RETURN_IF_ERROR(connection.change("set local lock_timeout = 0").status());
  THETA_RETURN_IF_ERROR(connection.change("set local statement_timeout = 0").status());
  return connection.change("select pg_advisory_xact_lock(?)", kLockNumber).status();
}

Status run_steps(Connection& connection, std::span<const Migration> steps) {
  THETA_RETURN_IF_ERROR(
      connection
          .change(in_dialect("create table if not exists schema_steps (version {int} primary key, "
                             "name {text} not null, applied {int} not null) {table}",
                             connection.dialect()))
          .status());
  THETA_ASSIGN(const int64_t version,
               connection.single<int64_t>("select coalesce(max(version), 0) from schema_steps"));
  const int64_t newest = static_cast<int64_t>(steps.size());
  if (version > newest) {
    return make_error(
        ErrorKind::kUnsupported,
        "the database was changed by a newer release (schema {}, this one knows up to {}); start that "
        "release, or restore a backup made before it",
        version, newest);
  }
  for (int64_t next = version; next < newest; ++next) {
    THETA_RETURN_IF_ERROR(run_step(connection, steps[static_cast<size_t>(next)], next + 1));
  }
  return Status();
}

}  // namespace

Status migrate(Connection& connection, std::span<const Migration> steps) {
  THETA_RETURN_IF_ERROR(lock_schema(connection));
  const Status done = run_steps(connection, steps);
  if (done.ok()) return connection.change("commit").status();
  // The first error is the one to report.
  (void)connection.change("rollback");
  return done;
}

}  // namespace theta::database
