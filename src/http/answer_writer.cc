#include "http/answer_writer.h"

#include <fmt/format.h>

#include <ctime>

#include "base/http_date.h"
#include "http/status.h"

namespace theta::http {
namespace {

constexpr size_t kJoined = size_t{64}
                           << 10;  // bytes of a body that are copied behind the head to leave with it

/// The Date of now; made once a second.
const std::string& date_now() {
  thread_local std::time_t made = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != made) text = http_date(made = now);
  return text;
}

std::string chunk(std::string_view piece) {
  std::string text = fmt::format("{:x}\r\n", piece.size());
  text.reserve(text.size() + piece.size() + 2);
  text.append(piece).append("\r\n");
  return text;
}

}  // namespace

std::string AnswerWriter::head_text(const Response& response, std::string_view id, const Frame& frame,
                                    std::string_view framing) const {
  std::string text;
  text.reserve(512);
  const auto add = [&](std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
  };
  text.append("HTTP/1.1 ").append(fmt::format_int(response.status()).c_str()).append(" ");
  text.append(reason_phrase(response.status())).append("\r\n");
  add("Date", date_now());
  for (const auto& [name, value] : shared_.options.headers) {
    if (!response.field(name)) add(name, value);
  }
  for (const auto& [name, value] : response.fields()) add(name, value);
  add("X-Request-Id", id);
  if (!frame.keep_alive) add("Connection", "close");
  if (frame.keep_alive && !frame.http_1_1) add("Connection", "keep-alive");
  text.append(framing).append("\r\n");
  return text;
}

asio::awaitable<bool> AnswerWriter::send(std::shared_ptr<Response> response, std::string_view id,
                                         Frame& frame) {
  channel_.begin_answer(shared_.options.deadlines);
  const bool no_body = frame.head_only || is_bodyless(response->status());
  if (auto* text = std::get_if<std::string>(&response->body())) {
    const std::string framing =
        is_bodyless(response->status()) ? "" : fmt::format("Content-Length: {}\r\n", text->size());
    std::string head = head_text(*response, id, frame, framing);
    if (no_body) co_return co_await channel_.write(head);
    co_return co_await send_text(std::move(head), *text);
  }
  if (auto* body = std::get_if<StreamBody>(&response->body())) {
    // HTTP/1.0 knows no chunks: there the end of the connection is the end of the body.
    const bool chunked = !body->size && frame.http_1_1;
    if (!body->size && !frame.http_1_1) frame.keep_alive = false;
    std::string framing;
    if (body->size) framing = fmt::format("Content-Length: {}\r\n", *body->size);
    if (chunked) framing = "Transfer-Encoding: chunked\r\n";
    std::string head = head_text(*response, id, frame, framing);
    if (no_body) co_return co_await channel_.write(head);
    co_return co_await send_stream(std::move(head), response, chunked);
  }
  frame.keep_alive = false;
  std::string head = head_text(*response, id, frame, frame.http_1_1 ? "Transfer-Encoding: chunked\r\n" : "");
  if (no_body) co_return co_await channel_.write(head);
  co_return co_await send_events(std::move(head), std::get<std::shared_ptr<EventStream>>(response->body()),
                                 frame.http_1_1);
}

asio::awaitable<bool> AnswerWriter::send_text(std::string head, const std::string& body) {
  const size_t joined = std::min(body.size(), kJoined);
  head.append(body, 0, joined);
  if (!co_await channel_.write(head)) co_return false;
  co_return co_await channel_.write(std::string_view(body).substr(joined));
}

asio::awaitable<Result<std::string>> AnswerWriter::next_piece(std::shared_ptr<Response> response) {
  struct Step {
    Result<std::string> piece = std::string();
    std::atomic<bool> done{false};
  };
  auto step = std::make_shared<Step>();
  shared_.pool.run_next([step, response, channel = channel_.shared_from_this()] {
    try {
      step->piece = std::get<StreamBody>(response->body()).next();
    } catch (const std::exception& error) {
      step->piece = make_error(ErrorKind::kFailed, "{}", error.what());
    }
    step->done.store(true);
    channel->wake();
  });
  while (!step->done.load()) co_await channel_.wait();
  co_return std::move(step->piece);
}

asio::awaitable<bool> AnswerWriter::send_stream(std::string head, std::shared_ptr<Response> response,
                                                bool chunked) {
  std::string waiting = std::move(head);
  uint64_t left = std::get<StreamBody>(response->body()).size.value_or(UINT64_MAX);
  for (;;) {
    Result<std::string> piece = co_await next_piece(response);
    if (!piece.ok()) {
      static_cast<void>(co_await channel_.write(waiting));
      co_return false;
    }
    const bool last = piece.value().empty();
    // A producer that gives more than it promised must not run into the next answer.
    if (piece.value().size() > left) co_return false;
    left -= piece.value().size();
    if (chunked) waiting += last ? "0\r\n\r\n" : chunk(piece.value());
    if (!chunked) waiting += piece.value();
    if (!co_await channel_.write(waiting)) co_return false;
    if (last) co_return left == 0 || left > UINT64_MAX / 2;
    waiting.clear();
  }
}

asio::awaitable<bool> AnswerWriter::send_events(std::string head, std::shared_ptr<EventStream> stream,
                                                bool chunked) {
  const std::chrono::milliseconds heartbeat = shared_.options.deadlines.heartbeat;
  stream_ = stream;
  if (shared_.draining.load()) stream->close();
  stream->attach([channel = channel_.shared_from_this()] { channel->wake(); });
  channel_.watch_peer();
  const auto framed = [chunked](std::string_view text) { return chunked ? chunk(text) : std::string(text); };
  bool whole = co_await channel_.write(head);
  Clock::time_point beat = Clock::now() + heartbeat;
  while (whole && !channel_.peer_gone()) {
    bool ended = false;
    std::string text = stream->take(ended);
    if (text.empty() && !ended && Clock::now() >= beat) text = ":\n\n";
    channel_.renew_budget();
    if (!text.empty()) {
      whole = co_await channel_.write(framed(text));
      beat = Clock::now() + heartbeat;
    }
    if (ended) break;
    channel_.set_alarm(beat);
    if (whole) co_await channel_.wait();
  }
  if (whole && chunked && !channel_.peer_gone()) whole = co_await channel_.write("0\r\n\r\n");
  channel_.set_alarm(Clock::time_point::max());
  stream_.reset();
  co_return whole;
}

void AnswerWriter::close_stream() {
  if (stream_ != nullptr) stream_->close();
}

}  // namespace theta::http
