#include "database/pool.h"

namespace theta::database {

Database::Pool::Pool(Location location, const DatabaseOptions& options)
    : location_(std::move(location)), options_(options) {}

Database::Pool::Lease::~Lease() {
  if (pool_ != nullptr) pool_->give_back(std::move(connection_));
}

Status Database::Pool::Lease::reconnect() {
  connection_.reset();
  THETA_ASSIGN(connection_, Connection::open(pool_->location_));
  return Status();
}

Result<Database::Pool::Lease> Database::Pool::lease() {
  std::unique_lock lock(mutex_);
  if (!returned_.wait_for(lock, options_.lease_wait, [this] { return lent_ < options_.connections; })) {
    return make_error(ErrorKind::kUnavailable, "database: all {} connections were busy for {} ms",
                      options_.connections, options_.lease_wait.count());
  }
  ++lent_;
  std::unique_ptr<Connection> connection;
  if (!idle_.empty()) {
    connection = std::move(idle_.back());
    idle_.pop_back();
  }
  lock.unlock();
  Lease lease(*this, std::move(connection));
  if (lease.empty()) THETA_RETURN_IF_ERROR(lease.reconnect());
  return lease;
}

void Database::Pool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (connection != nullptr && connection->trouble() != Trouble::kLost) {
      connection->clear_trouble();
      idle_.push_back(std::move(connection));
    }
  }
  returned_.notify_one();
  // A lost connection is closed here, outside the lock.
}

Status Database::Pool::wait_to_write(const std::function<bool(Connection&)>& body,
                                     const WriteQueue::Make& make) {
  std::optional<Status> status = writers_.run(body, options_.lease_wait, make);
  if (status) return *std::move(status);
  return make_error(ErrorKind::kUnavailable, "database: other changes took longer than {} ms",
                    options_.lease_wait.count());
}

}  // namespace theta::database
