#include "database/tasks.h"
#include "server/openapi.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

constexpr http::RouteOptions kImmediate = {.immediate = true};

Result<http::Response> health(http::Request&) {
  return json_answer(200, {{"status", "alive"}});
}

// Whether the parts without which nothing works answer. The cache is none of them.
Result<http::Response> ready(Services& services, http::Request& request) {
  const bool database = services.database->ping().ok();
  const bool store = services.store->list("ready/", {}, 1).ok();
  if (!database || !store) {
    return problem(503, "unavailable",
                   database ? "the object store does not answer" : "the database does not answer",
                   request.id());
  }
  return json_answer(200, {{"status", "ready"}});
}

}  // namespace

void add_system_routes(Routes& routes) {
  Application& app = routes.app;
  routes.add("GET", "/healthz", health, kImmediate);
  routes.add("GET", "/readyz", [&app](http::Request& request) { return ready(app.services, request); });
  routes.add("GET", "/metrics", [&app](http::Request&) -> Result<http::Response> {
    THETA_ASSIGN(const auto tasks, database::Tasks(*app.services.database).count_for_admin());
    return http::Response::text(200, app.metrics.text(app.metrics.stats(), tasks),
                                "text/plain; version=0.0.4; charset=utf-8");
  });
  routes.add(
      "GET", "/api/version",
      [](http::Request&) -> Result<http::Response> {
        return json_answer(200, {{"name", "theta"}, {"version", THETA_VERSION}});
      },
      kImmediate);
  routes.add(
      "GET", "/api/openapi.json",
      [](http::Request&) -> Result<http::Response> {
        return http::Response::json(200, std::string(openapi_document()));
      },
      kImmediate);
}

}  // namespace theta::server
