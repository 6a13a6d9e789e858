#include "cache/redis_pool.h"

namespace theta::cache {

Result<RedisReply> RedisPool::command(std::initializer_list<std::string_view> words) {
  THETA_ASSIGN(RedisConnection connection, take());
  Result<RedisReply> reply = connection.command(words);
  give_back(std::move(connection), reply.status());
  return reply;
}

// A connection that the server closed while it lay idle is no failure yet: a new one may stand.
std::optional<RedisConnection> RedisPool::take_idle() {
  while (!idle_.empty()) {
    RedisConnection connection = std::move(idle_.back());
    idle_.pop_back();
    if (connection.is_alive()) return connection;
    --open_;
  }
  return std::nullopt;
}

Result<RedisConnection> RedisPool::take() {
  std::unique_lock lock(mutex_);
  const Clock::time_point deadline = Clock::now() + limits_.command;
  for (;;) {
    if (failure_.has_value() && (trying_ || Clock::now() < retry_at_)) return *failure_;
    std::optional<RedisConnection> idle = take_idle();
    if (idle.has_value()) return std::move(*idle);
    if (open_ < most_connections_) return connect(lock);
    if (freed_.wait_until(lock, deadline) == std::cv_status::timeout)
      return make_error(ErrorKind::kRemote, "Redis {}: all {} connections are busy", address_.shown(), open_);
  }
}

Result<RedisConnection> RedisPool::connect(std::unique_lock<std::mutex>& lock) {
  ++open_;
  const bool trying = failure_.has_value();
  if (trying) trying_ = true;
  lock.unlock();
  Result<RedisConnection> connection = RedisConnection::open(address_, limits_);
  lock.lock();
  if (trying) trying_ = false;
  if (connection.ok()) {
    failure_.reset();
    back_off_.reset();
  } else {
    --open_;
    note_failure(connection.error());
  }
  freed_.notify_all();
  return connection;
}

void RedisPool::note_failure(const Error& error) {
  failure_ = error;
  retry_at_ = Clock::now() + back_off_.next();
}

void RedisPool::give_back(RedisConnection connection, const Status& outcome) {
  {
    const std::lock_guard lock(mutex_);
    if (connection.usable()) {
      idle_.push_back(std::move(connection));
    } else {
      // The others have most likely ended the same way.
      open_ -= 1 + idle_.size();
      idle_.clear();
      note_failure(outcome.error());
    }
  }
  freed_.notify_one();
}

}  // namespace theta::cache
