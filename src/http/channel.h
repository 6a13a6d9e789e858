#pragma once

#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "http/options.h"

namespace theta::http {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

/// The connection to one client, plain or TLS: bytes under a deadline, and a way to be woken. Everything but
/// wake() belongs to the thread of its loop. One coroutine waits at a time, beside watch_peer().
class Channel : public std::enable_shared_from_this<Channel> {
 public:
  /// `tls` may be missing; it must live longer than the channel.
  Channel(asio::ip::tcp::socket socket, asio::ssl::context* tls);
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  bool encrypted() const { return tls_ != nullptr; }
  const std::string& peer_address() const { return peer_address_; }

  asio::awaitable<bool> handshake();
  /// Reads at most `room` bytes into input(); false when the client ended, the deadline passed or the channel
  /// is closed.
  asio::awaitable<bool> read(size_t room);
  /// Writes all, under the budget of the answer. False as above.
  asio::awaitable<bool> write(std::string_view bytes);
  /// Says that nothing will be sent any more, reads on until the client has heard it (a client that is still
  /// sending would otherwise lose the answer), and closes.
  asio::awaitable<void> end();
  void close();

  std::string_view buffered() const {
    return {static_cast<const char*>(input_.cdata().data()), input_.size()};
  }
  void consume(size_t bytes) { input_.consume(bytes); }
  /// Gives back a buffer that a body made large, when it is empty.
  void shrink();

  /// Time by which read() or write() must end; the one place that looks is tick().
  void set_deadline(Clock::time_point time) { deadline_ = time; }
  void set_deadline_in(std::chrono::nanoseconds time) { deadline_ = Clock::now() + time; }
  void clear_deadline() { deadline_ = Clock::time_point::max(); }
  Clock::time_point deadline() const { return deadline_; }
  /// Whether the deadline has passed since the last call.
  bool take_timed_out() { return std::exchange(timed_out_, false); }

  /// A new answer begins: its time and bytes count from zero.
  void begin_answer(const Deadlines& deadlines);
  /// The same answer goes on with a whole budget: an event stream may last for days.
  void renew_budget();
  uint64_t sent() const { return sent_; }

  /// Reads and drops what the client sends until it ends the connection; then peer_gone() is true and wait()
  /// returns. For answers during which no request is expected.
  void watch_peer();
  bool peer_gone() const { return peer_gone_; }

  /// Makes the coroutine return from wait(), now or when it gets there. Any thread.
  void wake();
  asio::awaitable<void> wait();
  /// wait() returns at this time at the latest, as exactly as tick() is called.
  void set_alarm(Clock::time_point time) { alarm_ = time; }

  /// Called by the loop every now and then.
  void tick(Clock::time_point now);

 private:
  asio::awaitable<size_t> transfer(bool reading, void* data, size_t size);
  asio::awaitable<void> drop_input();
  asio::ip::tcp::socket& socket() { return tls_ != nullptr ? tls_->next_layer() : plain_; }
  void notify();

  asio::ip::tcp::socket plain_;
  std::unique_ptr<asio::ssl::stream<asio::ip::tcp::socket>> tls_;
  asio::any_io_executor executor_;
  std::string peer_address_;
  boost::beast::flat_buffer input_;
  asio::steady_timer sleeper_;  // never expires; cancelled to wake
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point alarm_ = Clock::time_point::max();
  std::chrono::milliseconds linger_{0};
  TransferDeadline answer_deadline_;
  std::chrono::nanoseconds answer_time_{0};
  uint64_t answer_bytes_ = 0;
  uint64_t sent_ = 0;
  bool timed_out_ = false;
  bool woken_ = false;
  bool peer_gone_ = false;
  std::atomic<bool> wake_posted_{false};
};

}  // namespace theta::http
