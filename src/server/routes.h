#pragma once

#include <functional>
#include <string_view>

#include "http/router.h"
#include "server/answers.h"
#include "server/call.h"
#include "server/gate.h"
#include "server/metrics.h"
#include "server/opened_models.h"
#include "server/services.h"
#include "server/surveys.h"
#include "server/task_events.h"
#include "server/web_app.h"

namespace theta::server {

/// What the routes of one server share, beside its services.
struct Application {
  explicit Application(Services& given)
      : services(given), gate(given), models(given), events(*given.database, *given.cache), surveys(given) {}

  Services& services;
  Gate gate;
  OpenedModels models;
  std::string program;  ///< path of theta, which heavy work is done by
  TaskEvents events;
  Surveys surveys;
  Metrics metrics;
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

  void add(std::string_view method, std::string_view path, Endpoint endpoint,
           http::RouteOptions options = {});
  /// The same for an endpoint whose body is JSON: another Content-Type is answered 415.
  void add_json(std::string_view method, std::string_view path, Endpoint endpoint,
                http::RouteOptions options = {});
  /// One that needs to know nobody.
  void add_open(std::string_view method, std::string_view path, OpenEndpoint endpoint,
                http::RouteOptions options = {});
  /// Answers what no route fits.
  void set_fallback(http::Handler handler) { router_.set_fallback(std::move(handler)); }
  /// All routes of the API.
  http::Router take() { return std::move(router_); }

 private:
  Application& app_;
  http::Router router_;
};

void add_system_routes(Routes& routes);
void add_dataset_routes(Routes& routes);
void add_new_dataset_routes(Routes& routes);
void add_dataset_content_routes(Routes& routes);
void add_file_routes(Routes& routes);
void add_task_routes(Routes& routes);
void add_task_line_routes(Routes& routes);
void add_model_routes(Routes& routes);
void add_view_routes(Routes& routes);
void add_document_routes(Routes& routes);
void add_edit_routes(Routes& routes);
void add_share_routes(Routes& routes);
void add_export_routes(Routes& routes);
void add_analyze_route(Routes& routes);
void add_sample_routes(Routes& routes);

/// The router of the whole API.
http::Router make_router(Application& app);

}  // namespace theta::server
