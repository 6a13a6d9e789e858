#include "database/tasks.h"
#include "server/browser_guard.h"
#include "server/openapi.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

constexpr http::RouteOptions kImmediate = {.immediate = true};

Result<http::Response> health(Application&, http::Request&) {
  return json_answer(200, {{"status", "alive"}});
}

// Whether the parts without which nothing works answer. The cache is none of them.
Result<http::Response> ready(Application& app, http::Request& request) {
  const bool database = app.services.database->ping().ok();
  const bool store = app.services.store->list("ready/", {}, 1).ok();
  if (!database || !store) {
    return problem(503, "unavailable",
                   database ? "the object store does not answer" : "the database does not answer",
                   request.id());
  }
  return json_answer(200, {{"status", "ready"}});
}

// They tell what others do: with accounts they are for this machine and for admins.
Result<http::Response> metrics(Application& app, http::Request& request) {
  if (app.access.accounts && !is_loopback(request.peer().address))
    THETA_RETURN_IF_ERROR(app.gate.enter(request, Access::kAdmin).status());
  THETA_ASSIGN(const auto tasks, database::Tasks(*app.services.database).count_for_admin());
  return http::Response::text(200, app.metrics.text(app.metrics.stats(), tasks),
                              "text/plain; version=0.0.4; charset=utf-8");
}

Result<http::Response> version(Application& app, http::Request&) {
  return json_answer(200, {{"name", "theta"},
                           {"version", THETA_VERSION},
                           {"accounts", app.access.accounts},
                           {"registration_open", app.settings.known().registration_open}});
}

Result<http::Response> contract(Application&, http::Request&) {
  return http::Response::json(200, openapi_document());
}

Result<http::Response> docs(Application& app, http::Request& request) {
  return app.web.docs(request);
}

}  // namespace

void add_system_routes(Routes& routes) {
  routes.add_open("GET", "/healthz", health, kImmediate);
  routes.add_open("GET", "/readyz", ready);
  routes.add_open("GET", "/metrics", metrics);
  routes.add_open("GET", "/api/version", version, kImmediate);
  routes.add_open("GET", "/api/openapi.json", contract, kImmediate);
  routes.add_open("GET", "/api/docs", docs, kImmediate);
}

}  // namespace theta::server
