#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include "base/result.h"
#include "database/connection.h"

namespace theta::database {

struct DatabaseOptions {
  std::string url;         ///< see parse_location()
  size_t connections = 8;  ///< at most so many at once
  /// How long a call may wait for a connection, and on SQLite for the right to write.
  std::chrono::milliseconds lease_wait{3000};
};

struct WaitingWrite;

/// A pool of connections, for any number of threads. It heals: after a restart of the database the next calls
/// find it again by themselves. While it cannot be reached, or all connections are busy for longer than
/// `lease_wait`, calls end with kUnavailable.
class Database {
 public:
  /// Connects and brings the schema to this release.
  static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Dialect dialect() const;

  /// Calls body(Connection&), which only reads, and returns its Status or Result. It is called a second time
  /// when the connection was lost.
  template <typename Body>
  auto read(const Body& body) {
    using Answer = std::invoke_result_t<const Body&, Connection&>;
    std::optional<Answer> answer;
    const Status status = run_read([&](Connection& connection) { answer.emplace(body(connection)); });
    return status.ok() ? *std::move(answer) : Answer(status.error());
  }

  /// Calls body(Connection&) inside a transaction, which is committed when its Status or Result is good and
  /// undone otherwise. `body` may be called again (a connection found dead before the first statement, a
  /// deadlock), and on another thread than the caller's, who waits, so it keeps nothing outside the database.
  /// On SQLite, changes that wait at the same time share a commit. No call of the database's methods inside.
  /// kUnavailable with "may have been kept" when the connection was lost while committing: only then is it
  /// not known whether the change was made.
  template <typename Body>
  auto write(const Body& body) {
    using Answer = std::invoke_result_t<const Body&, Connection&>;
    std::optional<Answer> answer;
    const Status status = run_write([&](Connection& connection) {
      answer.emplace(body(connection));
      return answer->ok();
    });
    return status.ok() ? *std::move(answer) : Answer(status.error());
  }

  /// Whether the database answers now.
  Status ping();

 private:
  class Pool;
  explicit Database(std::unique_ptr<Pool> pool);
  Status run_read(const std::function<void(Connection&)>& body);
  Status run_write(const std::function<bool(Connection&)>& body);
  Status write_alone(const std::function<bool(Connection&)>& body);
  void write_together(std::span<WaitingWrite* const> writes);

  std::unique_ptr<Pool> pool_;
};

}  // namespace theta::database
