#include "server/routes.h"

#include "base/error_kind_name.h"
#include "server/audit_note.h"
#include "server/estimate_route.h"
#include "server/request_body.h"

namespace theta::server {
namespace {

std::optional<http::Response> refuse_other_than_json(const http::Request& request) {
  if (is_json_type(request.header_or_empty("Content-Type"))) return std::nullopt;
  return problem(415, "unsupported_media_type", "Content-Type: must be application/json", request.id());
}

}  // namespace

void Routes::add_open(std::string_view method, std::string_view path, OpenEndpoint endpoint,
                      http::RouteOptions options) {
  const auto handler = [&app = app_, endpoint = std::move(endpoint)](http::Request& request) {
    Result<http::Response> answer = endpoint(app, request);
    if (answer.ok()) return std::move(answer).value();
    const Error& error = answer.error();
    if (status_of(error.kind) >= 500) {
      app.services.log.write("error", "failure",
                             {{"request_id", request.id()},
                              {"route", request.route()},
                              {"kind", error_kind_name(error.kind)},
                              {"message", error.message}});
    }
    return problem(error, request.id());
  };
  router_.add(method, path, handler, options);
}

void Routes::add(std::string_view method, std::string_view path, Endpoint endpoint,
                 http::RouteOptions options, Access access) {
  add_open(
      method, path,
      [endpoint = std::move(endpoint), access](Application& app,
                                               http::Request& request) -> Result<http::Response> {
        THETA_ASSIGN(Caller caller, app.gate.enter(request, access));
        Call call{request, std::move(caller)};
        Result<http::Response> answer = endpoint(app, call);
        const bool deleted = request.method() == "DELETE" && answer.ok() && answer.value().status() < 300;
        if (deleted) note(app, call, "delete", request.path());
        return answer;
      },
      options);
}

void Routes::add_open_json(std::string_view method, std::string_view path, OpenEndpoint endpoint) {
  add_open(
      method, path,
      [endpoint = std::move(endpoint)](Application& app, http::Request& request) -> Result<http::Response> {
        if (auto refused = refuse_other_than_json(request)) return *std::move(refused);
        return endpoint(app, request);
      });
}

void Routes::add_json(std::string_view method, std::string_view path, Endpoint endpoint,
                      http::RouteOptions options, Access access) {
  add(
      method, path,
      [endpoint = std::move(endpoint)](Application& app, Call& call) -> Result<http::Response> {
        if (auto refused = refuse_other_than_json(call.request)) return *std::move(refused);
        return endpoint(app, call);
      },
      options, access);
}

http::Router make_router(Application& app) {
  return make_router(app, TrainingTerms());
}

http::Router make_router(Application& app, const TrainingTerms& terms) {
  Routes routes(app);
  add_system_routes(routes);
  add_auth_routes(routes);
  add_key_routes(routes);
  add_admin_user_routes(routes);
  add_admin_routes(routes);
  add_admin_system_routes(routes);
  add_dataset_routes(routes);
  add_new_dataset_routes(routes);
  add_dataset_content_routes(routes);
  add_file_routes(routes);
  add_task_routes(routes);
  add_estimate_route(routes, terms);
  add_task_line_routes(routes);
  add_task_result_routes(routes);
  add_model_routes(routes);
  add_view_routes(routes);
  add_compare_route(routes);
  add_document_routes(routes);
  add_edit_routes(routes);
  add_share_routes(routes);
  add_export_routes(routes);
  add_import_route(routes);
  add_analyze_route(routes);
  add_evaluate_route(routes);
  add_stability_route(routes);
  add_sample_routes(routes);
  add_webhook_routes(routes);
  routes.set_fallback([&web = app.web](http::Request& request) { return web.serve(request); });
  return routes.take();
}

}  // namespace theta::server
