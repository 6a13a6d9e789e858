#include "cache/redis_connection.h"

#include <fmt/format.h>
#include <hiredis/hiredis.h>
#include <poll.h>

namespace theta::cache {
namespace {

struct FreeReply {
  void operator()(void* reply) const { ::freeReplyObject(reply); }
};
using OwnedReply = std::unique_ptr<redisReply, FreeReply>;

timeval timeval_of(std::chrono::milliseconds time) {
  return {time.count() / 1000, time.count() % 1000 * 1000};
}

RedisReply copy_of(const redisReply& from) {
  RedisReply reply;
  switch (from.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
    case REDIS_REPLY_ERROR:
      reply.kind = RedisReply::Kind::kText;
      reply.text.assign(from.str, from.len);
      break;
    case REDIS_REPLY_INTEGER:
      reply.kind = RedisReply::Kind::kInteger;
      reply.integer = from.integer;
      break;
    case REDIS_REPLY_ARRAY:
      reply.kind = RedisReply::Kind::kList;
      for (size_t i = 0; i < from.elements; ++i) reply.list.push_back(copy_of(*from.element[i]));
      break;
    default:
      break;
  }
  return reply;
}

// The first word of an error of Redis is its code.
ErrorKind kind_of(std::string_view code) {
  if (code == "NOAUTH" || code == "WRONGPASS" || code == "NOPERM") return ErrorKind::kNotAllowed;
  if (code == "WRONGTYPE" || code == "ERR") return ErrorKind::kFailed;
  return ErrorKind::kRemote;  // LOADING, OOM, READONLY, BUSY, MASTERDOWN ...
}

// Pointers and lengths of words as hiredis takes them.
struct Arguments {
  explicit Arguments(std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
      pointers.push_back(word.data());
      lengths.push_back(word.size());
    }
  }
  int count() const { return static_cast<int>(pointers.size()); }
  std::vector<const char*> pointers;
  std::vector<size_t> lengths;
};

}  // namespace

void RedisConnection::Free::operator()(redisContext* context) const {
  ::redisFree(context);
}

RedisConnection::~RedisConnection() = default;
RedisConnection::RedisConnection(RedisConnection&&) noexcept = default;
RedisConnection& RedisConnection::operator=(RedisConnection&&) noexcept = default;

Result<RedisConnection> RedisConnection::open(const RedisAddress& address, const RedisLimits& limits) {
  RedisConnection connection(address.shown());
  connection.context_.reset(
      ::redisConnectWithTimeout(address.host.c_str(), address.port, timeval_of(limits.connect)));
  if (connection.context_ == nullptr) return make_error(ErrorKind::kExhausted, "Redis: out of memory");
  if (connection.context_->err != 0) return connection.lost();
  if (::redisSetTimeout(connection.context_.get(), timeval_of(limits.command)) != REDIS_OK)
    return connection.lost();
  THETA_RETURN_IF_ERROR(connection.log_in(address));
  return connection;
}

Status RedisConnection::log_in(const RedisAddress& address) {
  if (!address.password.empty()) {
    const Result<RedisReply> reply = address.user.empty() ? command({"AUTH", address.password})
                                                          : command({"AUTH", address.user, address.password});
    // Servers without a password answer ERR to one.
    if (!reply.ok() && reply.error().kind == ErrorKind::kFailed)
      return make_error(ErrorKind::kNotAllowed, "Redis {}: wants no password, and one is configured", shown_);
    THETA_RETURN_IF_ERROR(reply.status());
  }
  if (address.database != 0)
    THETA_RETURN_IF_ERROR(command({"SELECT", std::to_string(address.database)}).status());
  return command({"PING"}).status();
}

Error RedisConnection::lost() {
  usable_ = false;
  const char* const why =
      context_->err == REDIS_ERR_EOF ? "the server closed the connection" : context_->errstr;
  return make_error(ErrorKind::kRemote, "Redis {}: is not available: {}", shown_, why);
}

Result<RedisReply> RedisConnection::command(std::span<const std::string_view> words) {
  Arguments arguments(words);
  const OwnedReply reply(static_cast<redisReply*>(::redisCommandArgv(
      context_.get(), arguments.count(), arguments.pointers.data(), arguments.lengths.data())));
  if (reply == nullptr) return lost();
  RedisReply copy = copy_of(*reply);
  if (reply->type != REDIS_REPLY_ERROR) return copy;
  const std::string code = copy.text.substr(0, copy.text.find(' '));
  // What it says may repeat what was sent; its code does not.
  return make_error(kind_of(code), "Redis {}: {} is answered with {}", shown_, words[0], code);
}

bool RedisConnection::is_alive() const {
  pollfd state{context_->fd, POLLIN, 0};
  return usable_ && ::poll(&state, 1, 0) == 0;
}

Status RedisConnection::send(std::initializer_list<std::string_view> words) {
  Arguments arguments(std::span(words.begin(), words.size()));
  if (::redisAppendCommandArgv(context_.get(), arguments.count(), arguments.pointers.data(),
                               arguments.lengths.data()) != REDIS_OK)
    return lost();
  for (int done = 0; done == 0;) {
    if (::redisBufferWrite(context_.get(), &done) != REDIS_OK) return lost();
  }
  return {};
}

Status RedisConnection::read_available() {
  return ::redisBufferRead(context_.get()) == REDIS_OK ? Status() : Status(lost());
}

Result<std::optional<RedisReply>> RedisConnection::next_message() {
  void* reply = nullptr;
  if (::redisGetReplyFromReader(context_.get(), &reply) != REDIS_OK) return lost();
  if (reply == nullptr) return std::optional<RedisReply>();
  const OwnedReply owned(static_cast<redisReply*>(reply));
  return std::optional(copy_of(*owned));
}

int RedisConnection::descriptor() const {
  return context_->fd;
}

}  // namespace theta::cache
