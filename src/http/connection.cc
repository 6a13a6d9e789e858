#include "http/connection.h"

#include <algorithm>
#include <new>

#include "http/compression.h"
#include "http/error_answer.h"
#include "http/forwarded.h"
#include "http/request_id.h"

namespace theta::http {
namespace {

constexpr size_t kHeadRead = size_t{4} << 10;
constexpr size_t kBodyRead = size_t{64} << 10;
constexpr Refusal kGone{0, "the client ended the connection"};

}  // namespace

asio::awaitable<void> Connection::run() {
  try {
    bool open = true;
    if (channel_->encrypted()) {
      channel_->set_deadline_in(shared_.options.deadlines.head);
      open = co_await channel_->handshake();
      channel_->clear_deadline();
    }
    while (open) open = co_await serve_one();
    co_await channel_->end();
  } catch (const std::bad_alloc&) {
    // What was being read or answered is lost; the connection is the smallest thing to give up.
    channel_->close();
  }
}

void Connection::drain() {
  const Deadlines& deadlines = shared_.options.deadlines;
  if (idle_) channel_->set_deadline(std::min(channel_->deadline(), Clock::now() + deadlines.drain_idle));
  writer_.close_stream();
}

asio::awaitable<Connection::Refused> Connection::read_head(std::string& text) {
  const Deadlines& deadlines = shared_.options.deadlines;
  HeadScanner scanner(shared_.options.head);
  bool blank_skipped = false;
  std::optional<Clock::time_point> head_deadline;
  for (;;) {
    std::string_view bytes = channel_->buffered();
    if (bytes.starts_with("\r\n") && !blank_skipped) {
      // RFC 9112 section 2.2: an empty line before a request is overlooked; here one, not many.
      blank_skipped = true;
      channel_->consume(2);
      bytes = channel_->buffered();
    }
    if (bytes != "\r") {
      const HeadScanner::State state = scanner.scan(bytes);
      if (state == HeadScanner::State::kRefused) co_return scanner.refusal();
      if (state == HeadScanner::State::kComplete) break;
    }
    if (!bytes.empty() && !head_deadline) head_deadline = Clock::now() + deadlines.head;
    idle_ = !head_deadline;
    const bool draining = shared_.draining.load();
    channel_->set_deadline(
        head_deadline.value_or(Clock::now() + (draining ? deadlines.drain_idle : deadlines.idle)));
    const bool more = co_await channel_->read(kHeadRead);
    channel_->clear_deadline();
    idle_ = false;
    if (more) continue;
    const bool late = channel_->take_timed_out();
    co_return late&& head_deadline ? Refusal{408, "the head of the request took too long"} : kGone;
  }
  text = channel_->buffered().substr(0, scanner.size());
  channel_->consume(scanner.size());
  co_return std::nullopt;
}

asio::awaitable<bool> Connection::serve_one() {
  std::string text;
  if (const Refused refused = co_await read_head(text)) {
    if (refused->status != 0) co_await refuse_head(*refused);
    co_return false;
  }
  const Clock::time_point start = Clock::now();
  auto parsed = Request::parse(std::move(text), shared_.options.head);
  if (const Refusal* refusal = std::get_if<Refusal>(&parsed)) {
    co_await refuse_head(*refusal);
    co_return false;
  }
  auto exchange = std::make_shared<Exchange>();
  exchange->request = std::get<std::unique_ptr<Request>>(std::move(parsed));
  Request& request = *exchange->request;
  introduce(request);

  Refused refused = co_await serve(exchange);
  Allowance slot;
  if (!refused && !take_stream_slot(*exchange, slot))
    refused = Refusal{503, "too many event streams are open"};
  bool complete = false;
  AnswerWriter::Frame frame{request.head().http_1_1, request.method() == "HEAD", request.head().keep_alive};
  if (refused && refused->status == 0) {
    frame.keep_alive = false;
  } else {
    if (refused && exchange->response != nullptr) end_stream(*exchange);
    if (refused)
      exchange->response = std::make_shared<Response>(error_answer(*refused, &request, request.id()));
    if (refused && refused->status == 405) exchange->response->set("Allow", exchange->allow);
    if (shared_.options.on_answer) shared_.options.on_answer(request, *exchange->response);
    if (framing_broken_ || !decoder_->done() || shared_.draining.load()) frame.keep_alive = false;
    complete = co_await writer_.send(exchange->response, request.id(), frame);
  }
  finish(*exchange, start, complete);
  decoder_.reset();
  channel_->shrink();
  co_return complete&& frame.keep_alive;
}

asio::awaitable<Connection::Refused> Connection::serve(std::shared_ptr<Exchange> exchange) {
  Request& request = *exchange->request;
  const Head& head = request.head();
  received_ = 0;
  body_time_ = {};
  body_left_ = head.content_length.value_or(0);
  continue_wanted_ = head.expects_continue;
  framing_broken_ = false;
  decoder_.emplace();
  if (const Refused refused = decoder_->start(head, request.text())) {
    framing_broken_ = true;
    co_return refused;
  }
  if (shared_.options.on_head) {
    if (std::optional<Response> response = shared_.options.on_head(request)) {
      exchange->response = std::make_shared<Response>(std::move(*response));
      co_return std::nullopt;
    }
  }
  Router::Match match = shared_.router.match(request.method(), request.location());
  if (match.route == nullptr) {
    if (request.method() == "OPTIONS" && (request.location().asterisk || !match.allow.empty())) {
      exchange->response = std::make_shared<Response>(204);
      exchange->response->set("Allow", match.allow.empty() ? "GET, HEAD, OPTIONS" : match.allow);
      co_return std::nullopt;
    }
    exchange->allow = std::move(match.allow);
    if (exchange->allow.empty()) co_return Refusal{404, "nothing is at this path"};
    co_return Refusal{405, "this path does not take the method"};
  }
  request.set_route(match.route->path, std::move(match.params));
  co_return co_await serve_route(exchange, *match.route);
}

asio::awaitable<Connection::Refused> Connection::serve_route(std::shared_ptr<Exchange> exchange,
                                                             const Route& route) {
  body_limit_ = route.options.body_limit;
  if (body_left_ > body_limit_) co_return Refusal{413, "the body is larger than this path takes"};
  Allowance memory;  // given back when the handler has ended
  if (!decoder_->done() && !route.options.streams_body) {
    if (const Refused refused = co_await collect_body(*exchange->request, memory)) co_return refused;
  }
  if (route.options.immediate) {
    call(route.handler, SIZE_MAX, *exchange);
    co_return exchange->failure;
  }
  co_return co_await run_on_pool(exchange, route);
}

asio::awaitable<Connection::Refused> Connection::run_on_pool(std::shared_ptr<Exchange> exchange,
                                                             const Route& route) {
  constexpr Refusal kBusy{503, "the server is busy"};
  Allowance slot;
  BodyChannel* body = nullptr;
  if (!decoder_->done()) {
    if (!slot.take(shared_.streaming_requests, 1, shared_.options.streaming_requests)) {
      shared_.refused_requests.fetch_add(1);
      co_return kBusy;
    }
    auto owned = std::make_unique<BodyChannel>([channel = channel_] { channel->wake(); });
    body = owned.get();
    exchange->request->set_body(std::move(owned));
  }
  const bool taken = shared_.pool.try_run(
      [exchange, &route, channel = channel_, compress_from = shared_.options.compress_from] {
        call(route.handler, compress_from, *exchange);
        exchange->answered.store(true);
        channel->wake();
      });
  if (!taken) {
    shared_.refused_requests.fetch_add(1);
    co_return kBusy;
  }
  Refused refused;
  while (!exchange->answered.load()) {
    if (body == nullptr || !body->wanted()) {
      co_await channel_->wait();
      continue;
    }
    std::string piece;
    if (!refused) refused = co_await read_body(piece);
    if (refused) body->fail(*refused);
    if (!refused) body->deliver(std::move(piece));
  }
  co_return refused ? refused : exchange->failure;
}

void Connection::call(const Handler& handler, size_t compress_from, Exchange& exchange) {
  try {
    Response response = handler(*exchange.request);
    compress(*exchange.request, compress_from, response);
    exchange.response = std::make_shared<Response>(std::move(response));
  } catch (const std::bad_alloc&) {
    exchange.failure = Refusal{503, "the server is out of memory"};
  } catch (const std::exception&) {
    // What it says is for our logs, which on_finished writes, not for clients.
    exchange.failure = Refusal{500, "the request failed by an error of the server"};
  }
}

asio::awaitable<void> Connection::refuse_head(Refusal refusal) {
  const Clock::time_point start = Clock::now();
  Exchange exchange;
  const std::string id = make_request_id();
  exchange.response = std::make_shared<Response>(error_answer(refusal, nullptr, id));
  AnswerWriter::Frame frame{true, false, false};
  const bool complete = co_await writer_.send(exchange.response, id, frame);
  finish(exchange, start, complete);
}

asio::awaitable<Connection::Refused> Connection::collect_body(Request& request, Allowance& memory) {
  std::string body;
  while (!decoder_->done()) {
    const size_t before = body.size();
    if (const Refused refused = co_await read_body(body)) co_return refused;
    if (!memory.take(shared_.buffered_bodies, body.size() - before, shared_.options.buffered_bodies)) {
      shared_.refused_requests.fetch_add(1);
      co_return Refusal{503, "too many bodies are being received"};
    }
  }
  request.set_body(std::make_unique<StringBody>(std::move(body)));
  co_return std::nullopt;
}

asio::awaitable<Connection::Refused> Connection::read_body(std::string& body) {
  const size_t before = body.size();
  while (!decoder_->done()) {
    size_t used = 0;
    const Refused refused = decoder_->decode(channel_->buffered(), used, body);
    channel_->consume(used);
    const size_t count = body.size() - before;
    received_ += count;
    body_left_ -= std::min<uint64_t>(body_left_, count);
    if (refused) {
      framing_broken_ = true;
      co_return refused;
    }
    if (received_ > body_limit_) co_return Refusal{413, "the body is larger than this path takes"};
    if (count > 0 || decoder_->done()) break;
    if (const Refused missing = co_await read_body_bytes()) co_return missing;
  }
  co_return std::nullopt;
}

asio::awaitable<Connection::Refused> Connection::read_body_bytes() {
  if (continue_wanted_) {
    continue_wanted_ = false;
    channel_->begin_answer(shared_.options.deadlines);
    if (!co_await channel_->write("HTTP/1.1 100 Continue\r\n\r\n")) co_return kGone;
  }
  const size_t room = body_left_ > 0 ? std::min<uint64_t>(body_left_, kBodyRead) : kBodyRead;
  const Clock::time_point start = Clock::now();
  channel_->set_deadline(start + shared_.options.deadlines.body.allowance(received_) - body_time_);
  const bool more = co_await channel_->read(room);
  channel_->clear_deadline();
  body_time_ += Clock::now() - start;
  if (more) co_return std::nullopt;
  co_return channel_->take_timed_out() ? Refusal{408, "the body of the request took too long"} : kGone;
}

bool Connection::take_stream_slot(const Exchange& exchange, Allowance& slot) {
  if (!std::holds_alternative<std::shared_ptr<EventStream>>(exchange.response->body())) return true;
  if (slot.take(shared_.event_streams, 1, shared_.options.event_streams)) return true;
  end_stream(exchange);
  return false;
}

void Connection::end_stream(const Exchange& exchange) {
  auto* stream = std::get_if<std::shared_ptr<EventStream>>(&exchange.response->body());
  if (stream == nullptr) return;
  if (std::function<void()> hook = (*stream)->detach()) shared_.pool.run_next(std::move(hook));
}

Response Connection::error_answer(const Refusal& refusal, const Request* request, std::string_view id) const {
  const auto& custom = shared_.options.error_answer;
  Response response = custom ? custom(refusal.status, refusal.why, request, id)
                             : problem_answer(refusal.status, refusal.why, id);
  if (refusal.status == 503 && !response.field("Retry-After")) response.set("Retry-After", "1");
  return response;
}

void Connection::introduce(Request& request) const {
  request.set_peer(
      find_peer(request, channel_->peer_address(), channel_->encrypted(), shared_.options.trusted_proxies));
  const std::string_view given = request.header_or_empty("X-Request-Id");
  const bool trusted = is_trusted(channel_->peer_address(), shared_.options.trusted_proxies);
  request.set_id(trusted && is_request_id(given) ? std::string(given) : make_request_id());
}

void Connection::finish(const Exchange& exchange, Clock::time_point start, bool complete) {
  shared_.requests.fetch_add(1, std::memory_order_relaxed);
  // Also when no byte of it could be sent: its owner must hear that it is over.
  if (exchange.response != nullptr) end_stream(exchange);
  if (!shared_.options.on_finished) return;
  AccessRecord record;
  record.request = exchange.request.get();
  record.id = exchange.request != nullptr ? std::string_view(exchange.request->id()) : std::string_view();
  record.peer = exchange.request != nullptr ? exchange.request->peer().address : channel_->peer_address();
  record.status = exchange.response != nullptr ? exchange.response->status() : 0;
  record.received = received_;
  record.sent = exchange.response != nullptr ? channel_->sent() : 0;
  record.complete = complete;
  record.duration = Clock::now() - start;
  shared_.options.on_finished(record);
}

}  // namespace theta::http
