#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/head.h"
#include "http/request.h"
#include "http/response.h"

namespace theta::http {

/// A budget of time for moving bytes: `base` and one second more for each `bytes_per_second` that have moved.
/// Only time spent waiting for the client counts, and it counts in all, not per read.
struct TransferDeadline {
  std::chrono::milliseconds base = std::chrono::seconds(30);
  uint64_t bytes_per_second = uint64_t{64} << 10;

  std::chrono::nanoseconds allowance(uint64_t bytes) const {
    return base + std::chrono::nanoseconds(bytes * 1'000'000'000 / bytes_per_second);
  }
};

struct Deadlines {
  std::chrono::milliseconds idle = std::chrono::seconds(60);  ///< between requests, and before the first byte
  std::chrono::milliseconds head =
      std::chrono::seconds(10);  ///< from its first byte to its last; TLS handshake too
  TransferDeadline body;
  TransferDeadline answer;
  std::chrono::milliseconds linger =
      std::chrono::seconds(1);  ///< reading on after the last answer of a connection
  std::chrono::milliseconds heartbeat =
      std::chrono::seconds(15);  ///< comment on event streams that are silent
  std::chrono::milliseconds drain_idle = std::chrono::milliseconds(500);  ///< idle connections, once draining
  std::chrono::milliseconds drain = std::chrono::seconds(10);             ///< all others, once draining
};

/// What one request came to, for logs and metrics.
struct AccessRecord {
  const Request* request = nullptr;  ///< missing when the head was refused
  std::string_view id;
  std::string_view peer;
  int status = 0;                       ///< 0: the client was gone before an answer
  uint64_t received = 0;                ///< bytes of the body, as decoded
  uint64_t sent = 0;                    ///< bytes of the answer
  bool complete = true;                 ///< the whole answer was handed to the system
  std::chrono::nanoseconds duration{};  ///< from the end of the head to the end of the answer
};

/// Everything that a server is told. Every queue, buffer and wait has its limit here.
struct ServerOptions {
  std::string address = "127.0.0.1";  ///< numeric, IPv4 or IPv6
  uint16_t port = 0;                  ///< 0: a free one
  std::string certificate_file;       ///< PEM chain; with key_file: HTTPS
  std::string key_file;

  size_t network_threads = 1;
  size_t worker_threads = 16;
  size_t queued_requests = 512;   ///< waiting for a worker; more are answered 503
  size_t streaming_requests = 8;  ///< workers that may wait for slow uploads at once; more are answered 503
  size_t connections = 4096;      ///< more are answered 503 and closed
  size_t event_streams = 2048;    ///< more are answered 503
  HeadLimits head;
  size_t buffered_bodies = size_t{64}
                           << 20;  ///< bytes of all bodies that are collected before their handler starts
  size_t compress_from = 1024;     ///< smallest text that is compressed
  Deadlines deadlines;

  std::vector<std::pair<std::string, std::string>> headers = {
      {"X-Content-Type-Options", "nosniff"}};  ///< of every answer
  /// Addresses of proxies whose X-Forwarded-For, X-Forwarded-Proto and X-Request-Id are believed.
  std::vector<std::string> trusted_proxies;

  /// Looks at every request before its route is sought, on a network thread, and may answer it (CORS
  /// preflights, foreign hosts). Must not block.
  std::function<std::optional<Response>(const Request&)> on_head;
  /// Last touch to every answer whose request could be read, on a network thread.
  std::function<void(const Request&, Response&)> on_answer;
  /// The answer to a request that no handler sees (or whose handler threw). `request` is missing when the
  /// head was refused. Runs on a network thread. Default: a small problem document.
  std::function<Response(int status, std::string_view detail, const Request* request, std::string_view id)>
      error_answer;
  /// Called on a network thread when a request is over; must not block.
  std::function<void(const AccessRecord&)> on_finished;
};

}  // namespace theta::http
