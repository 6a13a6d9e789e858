#include "server/serve.h"

#include <chrono>
#include <memory>
#include <thread>

#include "base/error_kind_name.h"
#include "http/server.h"
#include "server/browser_guard.h"
#include "server/model_removal.h"
#include "server/routes.h"

namespace theta::server {
namespace {

constexpr std::chrono::milliseconds kLook{20};  // between two looks at the stop flag

// The code of an answer that no handler gave.
std::string_view code_of(int status) {
  switch (status) {
    case 404:
      return "not_found";
    case 405:
      return "method_not_allowed";
    case 408:
      return "timeout";
    case 413:
      return "too_large";
    case 503:
      return "unavailable";
    default:
      return status < 500 ? "usage" : "failed";
  }
}

void log_access(Application& app, const http::AccessRecord& record) {
  app.metrics.count(record);
  const http::Request* const request = record.request;
  formats::Json line = {{"request_id", record.id}, {"peer", record.peer}};
  if (request != nullptr) {
    line["method"] = request->method();
    // Queries stay out: people paste secrets into them.
    line["path"] = request->target().substr(0, request->target().find('?'));
    line["route"] = request->route();
  }
  line["status"] = record.status;
  line["received"] = record.received;
  line["sent"] = record.sent;
  line["ms"] = std::chrono::duration<double, std::milli>(record.duration).count();
  if (!record.complete) line["complete"] = false;
  app.services.log.write(record.status >= 500 ? "error" : "info", "request", line);
}

http::ServerOptions server_options(const ServeOptions& options, Application& app) {
  http::ServerOptions server;
  server.address = options.host == "localhost" ? "127.0.0.1" : options.host;
  server.port = options.port;
  server.headers.emplace_back("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  server.headers.emplace_back("Referrer-Policy", "no-referrer");
  server.on_head = refuse_foreign;
  server.error_answer = [](int status, std::string_view detail, const http::Request*, std::string_view id) {
    return problem(status, code_of(status), detail, id);
  };
  server.on_finished = [&app](const http::AccessRecord& record) { log_access(app, record); };
  return server;
}

}  // namespace

Status serve(const ServeOptions& options, const StopFlag& stop) {
  if (options.host != "localhost" && !is_loopback(options.host)) {
    return usage_error(
        "--host {}: others could use the server without a login; without accounts it listens on 127.0.0.1 or "
        "::1 only",
        options.host);
  }
  THETA_ASSIGN(const std::unique_ptr<Services> services, Services::open(options.services));
  THETA_RETURN_IF_ERROR(finish_removals(*services));
  Application app(*services);
  app.program = options.worker.program;
  THETA_ASSIGN(std::unique_ptr<http::HttpServer> server,
               http::HttpServer::start(server_options(options, app), make_router(app)));
  app.metrics.watch(server.get());
  std::unique_ptr<tasks::Worker> worker;
  if (options.worker.slots > 0) {
    THETA_ASSIGN(worker, start_worker(options.worker, *services));
  }
  services->log.write("info", "listening", {{"host", options.host}, {"port", server->port()}});
  while (!stop.requested()) std::this_thread::sleep_for(kLook);

  services->log.write("info", "draining", formats::Json::object());
  const size_t cut = server->drain();
  if (worker != nullptr) worker->stop();
  app.metrics.watch(nullptr);
  services->log.write("info", "stopped", {{"cut", cut}});
  return {};
}

}  // namespace theta::server
