#include "server/serve.h"

#include <malloc.h>

#include <chrono>
#include <memory>
#include <thread>

#include "base/error_kind_name.h"
#include "cloud/inference_settings.h"
#include "http/server.h"
#include "server/estimate_route.h"
#include "server/browser_guard.h"
#include "server/first_admin.h"
#include "server/model_removal.h"
#include "server/routes.h"
#include "server/upkeep.h"
#include "server/webhook_sender.h"

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
    if (!request->user().empty()) line["user_id"] = request->user();
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
  server.certificate_file = options.certificate;
  server.key_file = options.key;
  server.trusted_proxies = options.trusted_proxies;
  server.on_head = [&app](const http::Request& request) { return guard(app.access, request); };
  server.on_answer = [&app](const http::Request& request, http::Response& response) {
    allow_origin(app.access, request, response);
  };
  server.error_answer = [](int status, std::string_view detail, const http::Request*, std::string_view id) {
    return problem(status, code_of(status), detail, id);
  };
  server.on_finished = [&app](const http::AccessRecord& record) { log_access(app, record); };
  return server;
}

Status check_access(const ServeOptions& options) {
  const bool open = options.host != "localhost" && !is_loopback(options.host);
  if (options.certificate.empty() != options.key.empty())
    return usage_error("--certificate and --key: give both or none");
  if (open && !options.access.accounts) {
    return usage_error(
        "--host {}: others could use the server without a login; give --accounts, or listen on 127.0.0.1 or "
        "::1",
        options.host);
  }
  if (open && options.certificate.empty() && options.trusted_proxies.empty() && !options.access.plain_http) {
    return usage_error(
        "--host {}: passwords would cross the network unencrypted; give --certificate and --key, "
        "--trusted-proxy with the address of a proxy that speaks HTTPS, or --plain-http",
        options.host);
  }
  for (const std::string& proxy : options.trusted_proxies) {
    if (!is_address(proxy)) return usage_error("--trusted-proxy {}: is no IPv4 or IPv6 address", proxy);
  }
  for (const std::string& origin : options.access.origins) {
    THETA_RETURN_IF_ERROR(check_origin(origin, "--public-origin and CORS_ORIGINS"));
  }
  return {};
}

Result<TrainingTerms> training_terms(const ServeOptions& options) {
  TrainingTerms terms{.threads = options.worker.threads, .memory_bytes = tasks::WorkerOptions().memory_bytes};
  if (options.price_table.empty()) return terms;
  THETA_ASSIGN(terms.prices, read_price_table(options.price_table));
  return terms;
}

}  // namespace

Status serve(const ServeOptions& options, const StopFlag& stop) {
  // Large blocks go back to the system when they are let go. By itself the C library keeps them for each
  // thread that ever had one, which would be most of the server's memory.
  ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
  THETA_RETURN_IF_ERROR(check_access(options));
  THETA_ASSIGN(const TrainingTerms terms, training_terms(options));
  THETA_RETURN_IF_ERROR(cloud::inference_of_environment().status());
  THETA_ASSIGN(const std::unique_ptr<Services> services, Services::open(options.services));
  THETA_RETURN_IF_ERROR(finish_removals(*services));
  Application app(*services, options.access);
  app.program = options.worker.program;
  if (options.access.accounts) THETA_RETURN_IF_ERROR(make_first_admin(*services, app.accounts));
  static_cast<void>(app.settings.get());  // so that known() tells what is kept
  THETA_ASSIGN(std::unique_ptr<http::HttpServer> server,
               http::HttpServer::start(server_options(options, app), make_router(app, terms)));
  app.metrics.watch(server.get());
  std::unique_ptr<tasks::Worker> worker;
  if (options.worker.slots > 0) {
    THETA_ASSIGN(worker, start_worker(options.worker, *services));
  }
  const Upkeep upkeep(*services);
  const WebhookSender sender(*services, options.access.receivers);
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
