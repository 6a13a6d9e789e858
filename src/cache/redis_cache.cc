#include "cache/redis_cache.h"

#include <sys/random.h>

#include "base/assert.h"

namespace theta::cache {
namespace {

// Scripts run in one piece, so nobody comes between the look and the deed.
constexpr std::string_view kRemoveIfEqual =
    "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";
// A counter without an end, as a crash of an older program might leave, gets one.
constexpr std::string_view kAdd =
    "local value = redis.call('INCRBY', KEYS[1], ARGV[1]) "
    "local left = redis.call('PTTL', KEYS[1]) "
    "if left < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) left = tonumber(ARGV[2]) end "
    "return {value, left}";

std::string random_name() {
  uint64_t word = 0;
  THETA_ASSERT(::getrandom(&word, sizeof(word), 0) == sizeof(word));
  return fmt::format("{:016x}", word);
}

std::string text_of(Cache::Milliseconds life) {
  THETA_ASSERT(life.count() > 0);
  return std::to_string(life.count());
}

Error strange(const char* command) {
  return make_error(ErrorKind::kRemote, "Redis: the answer to {} is not of its kind", command);
}

}  // namespace

RedisCache::RedisCache(RedisOptions options)
    : options_(std::move(options)),
      self_(random_name()),
      pool_(options_.address, options_.limits, options_.most_connections),
      subscriber_(
          options_.address, options_.limits, full("signals"),
          {[this](const std::string& message) { receive(message); }, [this] { signals().raise_all(); }}) {}

// Our own wake-ups were raised when they were published.
void RedisCache::receive(const std::string& message) {
  if (message.size() < self_.size() || message.starts_with(self_)) return;
  signals().raise(std::string_view(message).substr(self_.size()));
}

Result<std::optional<std::string>> RedisCache::get(std::string_view key) {
  THETA_RETURN_IF_ERROR(check_size(key));
  THETA_ASSIGN(RedisReply reply, pool_.command({"GET", full(key)}));
  if (reply.kind == RedisReply::Kind::kNil) return std::optional<std::string>();
  return std::optional(std::move(reply.text));
}

Status RedisCache::set(std::string_view key, std::string_view value, Milliseconds life) {
  THETA_RETURN_IF_ERROR(check_size(key, value));
  return pool_.command({"SET", full(key), value, "PX", text_of(life)}).status();
}

Result<bool> RedisCache::set_if_absent(std::string_view key, std::string_view value, Milliseconds life) {
  THETA_RETURN_IF_ERROR(check_size(key, value));
  THETA_ASSIGN(const RedisReply reply, pool_.command({"SET", full(key), value, "NX", "PX", text_of(life)}));
  return reply.kind != RedisReply::Kind::kNil;
}

Status RedisCache::remove(std::string_view key) {
  THETA_RETURN_IF_ERROR(check_size(key));
  return pool_.command({"DEL", full(key)}).status();
}

Result<bool> RedisCache::remove_if_equal(std::string_view key, std::string_view value) {
  THETA_RETURN_IF_ERROR(check_size(key));
  THETA_ASSIGN(const RedisReply reply, pool_.command({"EVAL", kRemoveIfEqual, "1", full(key), value}));
  return reply.integer > 0;
}

Result<Cache::Count> RedisCache::add(std::string_view key, uint64_t amount, Milliseconds life) {
  THETA_RETURN_IF_ERROR(check_size(key));
  THETA_ASSIGN(const RedisReply reply,
               pool_.command({"EVAL", kAdd, "1", full(key), std::to_string(amount), text_of(life)}));
  if (reply.list.size() != 2) return strange("EVAL");
  return Count{static_cast<uint64_t>(reply.list[0].integer), Milliseconds(reply.list[1].integer)};
}

Status RedisCache::publish(std::string_view channel) {
  THETA_RETURN_IF_ERROR(check_size(channel));
  signals().raise(channel);
  return pool_.command({"PUBLISH", full("signals"), self_ + std::string(channel)}).status();
}

}  // namespace theta::cache
