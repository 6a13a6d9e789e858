#pragma once

#include <functional>
#include <string_view>

#include "accounts/accounts.h"
#include "base/clock.h"
#include "http/router.h"
#include "server/access.h"
#include "server/answers.h"
#include "server/call.h"
#include "server/gate.h"
#include "server/limits.h"
#include "server/live_settings.h"
#include "server/metrics.h"
#include "server/opened_models.h"
#include "server/services.h"
#include "server/surveys.h"
#include "server/task_events.h"
#include "server/web_app.h"

namespace theta::server {

/// What the routes of one server share, beside its services.
struct Application {
  explicit Application(Services& given, AccessOptions options = {})
      : services(given),
        access(std::move(options)),
        settings(*given.database),
        accounts(*given.database, *given.cache),
        limits(given, settings, access.accounts),
        gate(given, accounts, limits, access.accounts),
        models(given),
        events(*given.database, *given.cache),
        surveys(given) {}

  Services& services;
  const AccessOptions access;
  LiveSettings settings;
  accounts::Accounts accounts;
  Limits limits;
  Gate gate;
  OpenedModels models;
  std::string program;  ///< path of theta, which heavy work is done by
  TaskEvents events;
  Surveys surveys;
  Metrics metrics;
  const int64_t started = unix_milliseconds();
  WebApp web;
};

/// Answers one request of a known user. Errors become problem documents; those of a 5xx go to the log.
using Endpoint = std::function<Result<http::Response>(Application&, Call&)>;
/// Answers whoever asks.
using OpenEndpoint = std::function<Result<http::Response>(Application&, http::Request&)>;

/// Fills a router. Everything that is added must outlive it.
class Routes {
 public:
  explicit Routes(Application& given) : app_(given) {}

  void add(std::string_view method, std::string_view path, Endpoint endpoint, http::RouteOptions options = {},
           Access access = Access::kByMethod);
  /// The same for an endpoint whose body is JSON: another Content-Type is answered 415.
  void add_json(std::string_view method, std::string_view path, Endpoint endpoint,
                http::RouteOptions options = {}, Access access = Access::kByMethod);
  /// One that needs to know nobody.
  void add_open(std::string_view method, std::string_view path, OpenEndpoint endpoint,
                http::RouteOptions options = {});
  /// Answers what no route fits.
  void set_fallback(http::Handler handler) { router_.set_fallback(std::move(handler)); }
  void add_open_json(std::string_view method, std::string_view path, OpenEndpoint endpoint);
  /// All routes of the API.
  http::Router take() { return std::move(router_); }

 private:
  Application& app_;
  http::Router router_;
};

void add_system_routes(Routes& routes);
void add_auth_routes(Routes& routes);
void add_key_routes(Routes& routes);
void add_admin_user_routes(Routes& routes);
void add_admin_routes(Routes& routes);
void add_admin_system_routes(Routes& routes);
void add_dataset_routes(Routes& routes);
void add_new_dataset_routes(Routes& routes);
void add_dataset_content_routes(Routes& routes);
void add_file_routes(Routes& routes);
void add_task_routes(Routes& routes);
void add_task_line_routes(Routes& routes);
void add_task_result_routes(Routes& routes);
void add_model_routes(Routes& routes);
void add_view_routes(Routes& routes);
void add_compare_route(Routes& routes);
void add_document_routes(Routes& routes);
void add_edit_routes(Routes& routes);
void add_share_routes(Routes& routes);
void add_export_routes(Routes& routes);
void add_import_route(Routes& routes);
void add_analyze_route(Routes& routes);
void add_evaluate_route(Routes& routes);
void add_stability_route(Routes& routes);
void add_sample_routes(Routes& routes);
void add_webhook_routes(Routes& routes);

/// The router of the whole API.
http::Router make_router(Application& app);

}  // namespace theta::server
