#include "cache/redis_subscriber.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "cache/back_off.h"

namespace theta::cache {
namespace {

// A connection that is silent for so long is asked for a sign of life, and given up when that does not come.
constexpr std::chrono::milliseconds kSilence{10'000};

}  // namespace

RedisSubscriber::RedisSubscriber(RedisAddress address, RedisLimits limits, std::string channel, Calls calls)
    : address_(std::move(address)),
      limits_(limits),
      channel_(std::move(channel)),
      calls_(std::move(calls)),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  THETA_ASSERT(stop_.valid());
  thread_ = std::thread([this] { run(); });
}

RedisSubscriber::~RedisSubscriber() {
  const uint64_t one = 1;
  THETA_ASSERT(::write(stop_.get(), &one, sizeof(one)) == sizeof(one));
  thread_.join();
}

// False when the object goes.
bool RedisSubscriber::wait(int fd, std::chrono::milliseconds limit, bool& readable) const {
  std::array<pollfd, 2> states = {{{stop_.get(), POLLIN, 0}, {fd, POLLIN, 0}}};
  static_cast<void>(::poll(states.data(), fd < 0 ? 1 : 2, static_cast<int>(limit.count())));
  readable = states[1].revents != 0;
  return states[0].revents == 0;
}

void RedisSubscriber::run() {
  BackOff back_off;
  bool readable = false;
  for (;;) {
    was_connected_ = false;
    if (listen().ok()) return;
    if (was_connected_) back_off.reset();
    if (!wait(-1, back_off.next(), readable)) return;
  }
}

// Ends well when the object goes, else with what broke.
Status RedisSubscriber::listen() {
  THETA_ASSIGN(RedisConnection connection, RedisConnection::open(address_, limits_));
  THETA_RETURN_IF_ERROR(connection.send({"SUBSCRIBE", channel_}));
  bool asked = false;
  for (;;) {
    bool readable = false;
    if (!wait(connection.descriptor(), kSilence, readable)) return {};
    if (!readable) {
      if (asked) return make_error(ErrorKind::kRemote, "Redis {}: is silent", address_.shown());
      THETA_RETURN_IF_ERROR(connection.send({"PING"}));
      asked = true;
      continue;
    }
    asked = false;
    THETA_RETURN_IF_ERROR(connection.read_available());
    THETA_RETURN_IF_ERROR(handle_messages(connection));
  }
}

Status RedisSubscriber::handle_messages(RedisConnection& connection) {
  for (;;) {
    THETA_ASSIGN(const std::optional<RedisReply> message, connection.next_message());
    if (!message.has_value()) return {};
    if (message->kind == RedisReply::Kind::kText)  // an error: it does not let us
      return make_error(ErrorKind::kRemote, "Redis {}: refuses to be listened to", address_.shown());
    if (message->list.size() < 3) continue;  // the answer to PING
    if (message->list[0].text == "message") calls_.on_message(message->list[2].text);
    if (message->list[0].text == "subscribe") {
      was_connected_ = true;
      calls_.on_connected();
    }
  }
}

}  // namespace theta::cache
