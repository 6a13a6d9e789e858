#pragma once

#include <utility>

#include "http/answer_writer.h"
#include "http/body_channel.h"
#include "http/body_decoder.h"
#include "http/channel.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace theta::http {

/// Serves the requests of one connection, one after another. Lives on the thread of its loop.
class Connection {
 public:
  Connection(std::shared_ptr<Channel> channel, Shared& shared)
      : channel_(std::move(channel)), shared_(shared), writer_(*channel_, shared) {}

  /// Returns when the connection is closed.
  asio::awaitable<void> run();

  void tick(Clock::time_point now) { channel_->tick(now); }
  /// The server stops: no request after the present one, and no long wait for one.
  void drain();
  /// The server has waited long enough.
  void cut() { channel_->close(); }

 private:
  using Refused = std::optional<Refusal>;

  /// One request, and what the worker that runs its handler may touch while the coroutine waits.
  struct Exchange {
    std::unique_ptr<Request> request;
    std::shared_ptr<Response> response;
    Refused failure;  // instead of a response
    std::atomic<bool> answered{false};
    std::string allow;  // methods that fit where this one does not
  };

  asio::awaitable<bool> serve_one();
  asio::awaitable<Refused> read_head(std::string& text);
  asio::awaitable<Refused> serve(std::shared_ptr<Exchange> exchange);
  asio::awaitable<Refused> serve_route(std::shared_ptr<Exchange> exchange, const Route& route);
  asio::awaitable<Refused> run_on_pool(std::shared_ptr<Exchange> exchange, const Route& route);
  asio::awaitable<void> refuse_head(Refusal refusal);
  asio::awaitable<Refused> collect_body(Request& request, Allowance& memory);
  /// Appends the next piece of the body; nothing when it has ended.
  asio::awaitable<Refused> read_body(std::string& body);
  asio::awaitable<Refused> read_body_bytes();

  static void call(const Handler& handler, size_t compress_from, Exchange& exchange);
  Response error_answer(const Refusal& refusal, const Request* request, std::string_view id) const;
  bool take_stream_slot(const Exchange& exchange, Allowance& slot);
  void end_stream(const Exchange& exchange);
  void introduce(Request& request) const;
  void finish(const Exchange& exchange, Clock::time_point start, bool complete);

  std::shared_ptr<Channel> channel_;
  Shared& shared_;
  AnswerWriter writer_;
  bool idle_ = false;

  // Of the request under way.
  std::optional<BodyDecoder> decoder_;
  bool framing_broken_ = false;  // where the next request starts is unknown
  bool continue_wanted_ = false;
  uint64_t body_limit_ = 0;
  uint64_t body_left_ = 0;  // by Content-Length
  uint64_t received_ = 0;
  std::chrono::nanoseconds body_time_{0};
};

}  // namespace theta::http
