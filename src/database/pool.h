#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "database/connection.h"
#include "database/database.h"
#include "database/write_queue.h"

namespace theta::database {

/// The connections of a Database: opened when first needed, lent to one caller at a time.
class Database::Pool {
 public:
  Pool(Location location, const DatabaseOptions& options);

  /// A connection on loan. It goes back at the end of the scope, unless it was lost.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    ~Lease();
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), connection_(std::move(other.connection_)) {}
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    bool empty() const { return connection_ == nullptr; }
    Connection& connection() { return *connection_; }
    /// Opens a new connection in place of one that was lost.
    Status reconnect();
    /// Does not give this connection to anybody else: nobody knows what state it is in.
    void discard() { connection_.reset(); }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  Result<Lease> lease();
  const Location& location() const { return location_; }

  /// SQLite has one writer. Those of this process wait for each other here, in the order in which they came
  /// and woken at once, rather than in SQLite, which sleeps and looks again. Like WriteQueue::run().
  Status wait_to_write(const std::function<bool(Connection&)>& body, const WriteQueue::Make& make);

 private:
  void give_back(std::unique_ptr<Connection> connection);

  const Location location_;
  const DatabaseOptions options_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;  // the last one back goes out first
  size_t lent_ = 0;
  WriteQueue writers_;
};

}  // namespace theta::database
