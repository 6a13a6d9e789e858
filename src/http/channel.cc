#include "http/channel.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>

namespace theta::http {
namespace {

using boost::system::error_code;

constexpr size_t kPiece = size_t{256} << 10;
constexpr size_t kSmallBuffer = size_t{8} << 10;

auto into(error_code& code) {
  return asio::redirect_error(asio::use_awaitable, code);
}

}  // namespace

Channel::Channel(asio::ip::tcp::socket socket, asio::ssl::context* tls)
    : plain_(std::move(socket)),
      executor_(plain_.get_executor()),
      sleeper_(executor_, Clock::time_point::max()) {
  error_code ignored;
  plain_.set_option(asio::ip::tcp::no_delay(true), ignored);
  peer_address_ = plain_.remote_endpoint(ignored).address().to_string();
  if (tls != nullptr)
    tls_ = std::make_unique<asio::ssl::stream<asio::ip::tcp::socket>>(std::move(plain_), *tls);
}

asio::awaitable<bool> Channel::handshake() {
  error_code code;
  co_await tls_->async_handshake(asio::ssl::stream_base::server, into(code));
  co_return !code;
}

asio::awaitable<size_t> Channel::transfer(bool reading, void* data, size_t size) {
  error_code code;
  size_t count = 0;
  if (timed_out_) co_return 0;
  if (reading) {
    const asio::mutable_buffer room(data, size);
    count = tls_ != nullptr ? co_await tls_->async_read_some(room, into(code))
                            : co_await plain_.async_read_some(room, into(code));
  } else {
    const asio::const_buffer bytes(data, size);
    count = tls_ != nullptr ? co_await tls_->async_write_some(bytes, into(code))
                            : co_await plain_.async_write_some(bytes, into(code));
  }
  co_return code ? 0 : count;
}

asio::awaitable<bool> Channel::read(size_t room) {
  const asio::mutable_buffer space = input_.prepare(room);
  const size_t count = co_await transfer(true, space.data(), space.size());
  input_.commit(count);
  co_return count > 0;
}

asio::awaitable<bool> Channel::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const Clock::time_point start = Clock::now();
    set_deadline(start + answer_deadline_.allowance(answer_bytes_) - answer_time_);
    const size_t count =
        co_await transfer(false, const_cast<char*>(bytes.data()), std::min(bytes.size(), kPiece));
    clear_deadline();
    if (count == 0) co_return false;
    answer_time_ += Clock::now() - start;
    answer_bytes_ += count;
    sent_ += count;
    bytes.remove_prefix(count);
  }
  co_return true;
}

asio::awaitable<void> Channel::end() {
  error_code code;
  set_deadline_in(linger_);
  timed_out_ = false;
  if (tls_ != nullptr) {
    co_await tls_->async_shutdown(into(code));
    if (timed_out_) co_return close();
  }
  socket().shutdown(asio::ip::tcp::socket::shutdown_send, code);
  std::array<char, 4096> dropped;
  while (!timed_out_) {
    const size_t count = co_await socket().async_read_some(asio::buffer(dropped), into(code));
    if (code || count == 0) break;
  }
  close();
}

void Channel::close() {
  error_code ignored;
  socket().close(ignored);
  notify();
}

void Channel::shrink() {
  if (input_.size() == 0 && input_.capacity() > kSmallBuffer) input_ = boost::beast::flat_buffer();
}

void Channel::begin_answer(const Deadlines& deadlines) {
  answer_deadline_ = deadlines.answer;
  linger_ = deadlines.linger;
  sent_ = 0;
  renew_budget();
}

void Channel::renew_budget() {
  answer_time_ = {};
  answer_bytes_ = 0;
}

asio::awaitable<void> Channel::drop_input() {
  std::array<char, 512> dropped;
  while (co_await transfer(true, dropped.data(), dropped.size()) > 0) continue;
  peer_gone_ = true;
  notify();
}

void Channel::watch_peer() {
  input_ = boost::beast::flat_buffer();
  const auto watch = [self = shared_from_this()]() -> asio::awaitable<void> { return self->drop_input(); };
  asio::co_spawn(executor_, watch, [self = shared_from_this()](std::exception_ptr) {});
}

void Channel::notify() {
  woken_ = true;
  sleeper_.cancel();
}

void Channel::wake() {
  // Many wakes before the loop gets there are one.
  if (wake_posted_.exchange(true)) return;
  asio::post(executor_, [self = shared_from_this()] {
    self->wake_posted_.store(false);
    self->notify();
  });
}

asio::awaitable<void> Channel::wait() {
  error_code ignored;
  if (!woken_) co_await sleeper_.async_wait(into(ignored));
  woken_ = false;
}

void Channel::tick(Clock::time_point now) {
  if (now >= deadline_) {
    clear_deadline();
    timed_out_ = true;
    error_code ignored;
    socket().cancel(ignored);
  }
  if (now >= alarm_) {
    alarm_ = Clock::time_point::max();
    notify();
  }
}

}  // namespace theta::http
