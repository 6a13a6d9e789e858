#include "http/server.h"

#include <sys/resource.h>

#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <condition_variable>
#include <mutex>
#include <new>
#include <thread>
#include <unordered_set>

#include "http/connection.h"

namespace theta::http {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kTick = std::chrono::milliseconds(50);

/// One network thread with the connections that live on it.
struct Loop {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::steady_timer ticker{context};
  std::unordered_set<Connection*> connections;
  std::thread thread;

  void tick() {
    ticker.expires_after(kTick);
    ticker.async_wait([this](error_code code) {
      if (code) return;
      const Clock::time_point now = Clock::now();
      for (Connection* connection : connections) connection->tick(now);
      tick();
    });
  }
};

void run_loop(asio::io_context& context) {
  for (;;) {
    try {
      context.run();
      return;
    } catch (const std::bad_alloc&) {
      // One step found no memory; its connection is lost, the others go on.
    }
  }
}

Result<std::unique_ptr<asio::ssl::context>> make_tls(const ServerOptions& options) {
  auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  error_code code;
  tls->set_options(
      asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1,
      code);
  if (!code) tls->use_certificate_chain_file(options.certificate_file, code);
  if (code)
    return bad_input("{}: cannot be used as a certificate: {}", options.certificate_file, code.message());
  tls->use_private_key_file(options.key_file, asio::ssl::context::pem, code);
  if (code)
    return bad_input("{}: cannot be used as the key of the certificate: {}", options.key_file,
                     code.message());
  return tls;
}

/// Each connection is a descriptor; databases and files need some too.
void raise_descriptor_limit(size_t connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = connections + 512;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
}

}  // namespace

struct HttpServer::Core {
  Core(ServerOptions options, Router router) : shared(std::move(options), std::move(router)) {}

  Status listen();
  void run();
  asio::awaitable<void> accept();
  void take(tcp::socket socket, Loop& loop);
  void turn_away(tcp::socket socket);
  void accept_waiting();
  void open_on(tcp::socket socket, Loop& loop);
  void open(std::shared_ptr<Channel> channel, Loop& loop);
  void closed();
  bool wait_closed(std::chrono::milliseconds time);
  void for_each_connection(const std::function<void(Connection&)>& action);
  Loop& next_loop() { return *loops[next++ % loops.size()]; }

  Shared shared;
  std::unique_ptr<asio::ssl::context> tls;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;  // on the first loop
  size_t next = 0;
  uint16_t port = 0;
  std::mutex mutex;
  std::condition_variable all_closed;
  bool accepting = true;  // guarded by mutex
  std::atomic<bool> drained{false};
};

Status HttpServer::Core::listen() {
  const ServerOptions& options = shared.options;
  error_code code;
  const asio::ip::address address = asio::ip::make_address(options.address, code);
  if (code) return usage_error("{}: is not a numeric address to listen on", options.address);
  const tcp::endpoint endpoint(address, options.port);
  acceptor = std::make_unique<tcp::acceptor>(loops[0]->context);
  acceptor->open(endpoint.protocol(), code);
  if (!code) acceptor->set_option(tcp::acceptor::reuse_address(true), code);
  if (!code) acceptor->bind(endpoint, code);
  if (!code) acceptor->listen(asio::socket_base::max_listen_connections, code);
  if (!code) acceptor->non_blocking(true, code);
  if (code) return errno_error(code.value(), "listen", fmt::format("{}:{}", options.address, options.port));
  port = acceptor->local_endpoint(code).port();
  return {};
}

void HttpServer::Core::run() {
  asio::co_spawn(loops[0]->context, accept(), asio::detached);
  for (const auto& loop : loops) {
    loop->tick();
    loop->thread = std::thread([&context = loop->context] { run_loop(context); });
  }
}

asio::awaitable<void> HttpServer::Core::accept() {
  asio::steady_timer pause(loops[0]->context);
  while (!shared.draining.load()) {
    Loop& loop = next_loop();
    error_code code;
    tcp::socket socket =
        co_await acceptor->async_accept(loop.context, asio::redirect_error(asio::use_awaitable, code));
    if (!code) {
      take(std::move(socket), loop);
    } else if (!shared.draining.load()) {
      // No descriptors or memory are left: what ends meanwhile gives some back.
      pause.expires_after(std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, code));
    }
  }
  accept_waiting();
}

void HttpServer::Core::accept_waiting() {
  // Clients whose connection the system has made already must not find it reset.
  for (;;) {
    Loop& loop = next_loop();
    error_code code;
    tcp::socket socket(loop.context);
    acceptor->accept(socket, code);
    if (code) break;
    take(std::move(socket), loop);
  }
  error_code ignored;
  acceptor->close(ignored);
  const std::lock_guard lock(mutex);
  accepting = false;
  all_closed.notify_all();
}

void HttpServer::Core::take(tcp::socket socket, Loop& loop) {
  if (shared.connections.fetch_add(1) >= shared.options.connections) {
    turn_away(std::move(socket));
    closed();
    return;
  }
  try {
    open_on(std::move(socket), loop);
  } catch (const std::bad_alloc&) {
    closed();  // this client goes without, the next may find memory
  }
}

void HttpServer::Core::open_on(tcp::socket socket, Loop& loop) {
  auto channel = std::make_shared<Channel>(std::move(socket), tls.get());
  asio::post(loop.context,
             [this, channel = std::move(channel), &loop]() mutable { open(std::move(channel), loop); });
}

void HttpServer::Core::turn_away(tcp::socket socket) {
  shared.refused_connections.fetch_add(1);
  if (tls != nullptr) return;
  constexpr std::string_view kAnswer =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(kAnswer), ignored);
  socket.shutdown(tcp::socket::shutdown_both, ignored);
}

void HttpServer::Core::open(std::shared_ptr<Channel> channel, Loop& loop) {
  std::shared_ptr<Connection> connection;
  try {
    connection = std::make_shared<Connection>(std::move(channel), shared);
    loop.connections.insert(connection.get());
    const auto serve = [connection]() -> asio::awaitable<void> { return connection->run(); };
    asio::co_spawn(loop.context, serve, [this, connection, &loop](std::exception_ptr) {
      connection->cut();
      loop.connections.erase(connection.get());
      closed();
    });
  } catch (const std::bad_alloc&) {
    loop.connections.erase(connection.get());
    closed();
  }
}

void HttpServer::Core::closed() {
  if (shared.connections.fetch_sub(1) > 1) return;
  const std::lock_guard lock(mutex);
  all_closed.notify_all();
}

bool HttpServer::Core::wait_closed(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex);
  return all_closed.wait_for(lock, time, [this] { return !accepting && shared.connections.load() == 0; });
}

void HttpServer::Core::for_each_connection(const std::function<void(Connection&)>& action) {
  for (const auto& loop : loops) {
    asio::post(loop->context, [&connections = loop->connections, action] {
      const std::vector<Connection*> now(connections.begin(), connections.end());
      for (Connection* connection : now) action(*connection);
    });
  }
}

HttpServer::HttpServer(std::unique_ptr<Core> core) : core_(std::move(core)) {}

HttpServer::~HttpServer() {
  drain();
  // Handlers that still run may wait for their body, which a loop must refuse them.
  core_->shared.pool.stop();
  for (const auto& loop : core_->loops) loop->context.stop();
  for (const auto& loop : core_->loops) loop->thread.join();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(ServerOptions options, Router router) {
  auto core = std::make_unique<Core>(std::move(options), std::move(router));
  const ServerOptions& told = core->shared.options;
  if (told.certificate_file.empty() != told.key_file.empty()) {
    return usage_error("HTTPS needs both a certificate and its key");
  }
  if (!told.certificate_file.empty()) {
    THETA_ASSIGN(core->tls, make_tls(told));
  }
  raise_descriptor_limit(told.connections);
  for (size_t i = 0; i < std::max<size_t>(told.network_threads, 1); ++i) {
    core->loops.push_back(std::make_unique<Loop>());
  }
  THETA_RETURN_IF_ERROR(core->listen());
  core->run();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

uint16_t HttpServer::port() const {
  return core_->port;
}

ServerStats HttpServer::stats() const {
  const Shared& shared = core_->shared;
  ServerStats stats;
  stats.connections = shared.connections.load();
  stats.event_streams = shared.event_streams.load();
  stats.requests_waiting = shared.pool.waiting();
  stats.requests_running = shared.pool.running();
  stats.buffered_bodies = shared.buffered_bodies.load();
  stats.requests = shared.requests.load();
  stats.refused_connections = shared.refused_connections.load();
  stats.refused_requests = shared.refused_requests.load();
  return stats;
}

size_t HttpServer::drain() {
  if (core_->drained.exchange(true)) return 0;
  const Deadlines& deadlines = core_->shared.options.deadlines;
  core_->shared.draining.store(true);
  asio::post(core_->loops[0]->context, [core = core_.get()] {
    error_code ignored;
    core->acceptor->cancel(ignored);
  });
  core_->for_each_connection([](Connection& connection) { connection.drain(); });
  if (core_->wait_closed(deadlines.drain)) return 0;
  const size_t left = core_->shared.connections.load();
  core_->for_each_connection([](Connection& connection) { connection.cut(); });
  // Coroutines end at once; handlers may take longer, and the destructor waits for them.
  core_->wait_closed(std::chrono::seconds(1));
  return left;
}

}  // namespace theta::http
