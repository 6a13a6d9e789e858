#include "server/infer_server.h"

#include <malloc.h>

#include <thread>

#include "base/error_kind_name.h"
#include "http/server.h"
#include "server/answers.h"
#include "server/browser_guard.h"
#include "server/infer_routes.h"

namespace theta::server {
namespace {

constexpr std::chrono::milliseconds kLook{20};  // between two looks at the stop flag
constexpr size_t kSpareThreads = 8;             // that tell the others that the queue is full

void log_access(Log& log, const http::AccessRecord& record) {
  const http::Request* const request = record.request;
  // A probe comes every few seconds and tells nothing.
  if (request != nullptr && request->method() == "GET" && record.status == 200) return;
  formats::Json line = {{"request_id", record.id}, {"peer", record.peer}, {"status", record.status}};
  if (request != nullptr) {
    line["method"] = request->method();
    line["route"] = request->route();
  }
  line["received"] = record.received;
  line["sent"] = record.sent;
  line["ms"] = std::chrono::duration<double, std::milli>(record.duration).count();
  log.write(record.status >= 500 ? "error" : "info", "request", line);
}

// Whether nothing but this machine can reach it.
bool is_alone(const InferServerOptions& options) {
  return options.host == "localhost" || is_loopback(options.host);
}

http::ServerOptions server_options(const InferServerOptions& options, Log& log) {
  http::ServerOptions server;
  server.address = options.host == "localhost" ? "127.0.0.1" : options.host;
  server.port = options.port;
  // A question that waits for its batch holds a thread.
  server.worker_threads = options.batches.questions + kSpareThreads;
  server.error_answer = [](int status, std::string_view detail, const http::Request*, std::string_view id) {
    return problem(status, status < 500 ? "usage" : "unavailable", detail, id);
  };
  // Where no token keeps browsers away, pages must not reach it by a name that resolves to this machine.
  if (is_alone(options) && options.token.empty())
    server.on_head = [](const http::Request& request) { return guard(AccessOptions{}, request); };
  server.on_finished = [&log](const http::AccessRecord& record) { log_access(log, record); };
  return server;
}

Status check_access(const InferServerOptions& options) {
  if (is_alone(options)) return {};
  if (!options.token.empty() || options.behind_gateway) return {};
  return usage_error(
      "--host {}: others could use the server; set EAS_TOKEN to what they must bring, give --behind-gateway "
      "where something in front keeps them out, or listen on 127.0.0.1 or ::1",
      options.host);
}

}  // namespace

Status serve_inference(const InferServerOptions& options, const StopFlag& stop) {
  ::mallopt(M_MMAP_THRESHOLD, 1 << 20);  // see serve()
  THETA_RETURN_IF_ERROR(check_access(options));
  Log log;
  THETA_ASSIGN(const std::unique_ptr<inference::ModelShelf> models,
               inference::ModelShelf::open(options.places, options.shelf));
  models->on_failure([&log](const std::string& name, const Error& error) {
    log.write("error", "model_kept",
              {{"model", name}, {"kind", error_kind_name(error.kind)}, {"message", error.message}});
  });
  THETA_RETURN_IF_ERROR(models->open_named());
  inference::Batcher batcher(options.batches);
  InferService service{.models = *models, .batcher = batcher, .log = log, .token = options.token};
  THETA_ASSIGN(const std::unique_ptr<http::HttpServer> server,
               http::HttpServer::start(server_options(options, log), make_infer_router(service)));
  log.write("info", "listening",
            {{"host", options.host}, {"port", server->port()}, {"models", models->list().size()}});
  while (!stop.requested()) std::this_thread::sleep_for(kLook);
  log.write("info", "draining", formats::Json::object());
  const size_t cut = server->drain();
  log.write("info", "stopped", {{"cut", cut}});
  return {};
}

}  // namespace theta::server
