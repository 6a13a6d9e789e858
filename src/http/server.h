#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "http/options.h"
#include "http/router.h"

namespace theta::http {

/// Counters of a running server, each true at some moment of the call.
struct ServerStats {
  size_t connections = 0;
  size_t event_streams = 0;
  size_t requests_waiting = 0;  ///< for a worker
  size_t requests_running = 0;  ///< on a worker
  size_t buffered_bodies = 0;   ///< bytes of bodies that wait for their rest or their handler
  uint64_t requests = 0;        ///< answered since the start
  uint64_t refused_connections = 0;
  uint64_t refused_requests = 0;  ///< 503 because the pool was full
};

/// An HTTP/1.1 server. Few network threads run coroutines that read heads, hold deadlines and move bytes;
/// handlers are ordinary blocking functions on a bounded pool (docs/design/0021-http.md).
class HttpServer {
 public:
  /// Listens and serves until drain(). Errors: an address that is no address or is taken, a certificate or
  /// key that cannot be used; they name what.
  static Result<std::unique_ptr<HttpServer>> start(ServerOptions options, Router router);
  /// Drains, and waits for handlers that still run.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  uint16_t port() const;
  ServerStats stats() const;

  /// Stops accepting, closes event streams, lets requests that have begun end (idle connections get a moment
  /// for a request that is under way), cuts what is left at the deadline. Returns how many connections were
  /// cut. Blocks; any thread but the server's own; later calls return 0.
  size_t drain();

 private:
  struct Core;
  explicit HttpServer(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace theta::http
