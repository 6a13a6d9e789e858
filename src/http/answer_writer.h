#pragma once

#include <utility>

#include "http/channel.h"
#include "http/request.h"
#include "http/response.h"
#include "http/shared.h"

namespace theta::http {

/// Writes answers to one connection.
class AnswerWriter {
 public:
  AnswerWriter(Channel& channel, Shared& shared) : channel_(channel), shared_(shared) {}

  struct Frame {
    bool http_1_1 = true;
    bool head_only = false;
    bool keep_alive = true;  ///< in: may the connection go on; out: does it
  };
  /// Sends `response`, whatever its body. False when the client did not get all of it. `response` stays alive
  /// meanwhile.
  asio::awaitable<bool> send(std::shared_ptr<Response> response, std::string_view id, Frame& frame);

  /// Ends an event stream under way, if one is.
  void close_stream();

 private:
  std::string head_text(const Response& response, std::string_view id, const Frame& frame,
                        std::string_view framing) const;
  asio::awaitable<bool> send_text(std::string head, const std::string& body);
  asio::awaitable<bool> send_stream(std::string head, std::shared_ptr<Response> response, bool chunked);
  asio::awaitable<bool> send_events(std::string head, std::shared_ptr<EventStream> stream, bool chunked);
  asio::awaitable<Result<std::string>> next_piece(std::shared_ptr<Response> response);

  Channel& channel_;
  Shared& shared_;
  std::shared_ptr<EventStream> stream_;
};

}  // namespace theta::http
