#include "server/routes.h"

#include "base/error_kind_name.h"
#include "server/request_body.h"

namespace theta::server {

void Routes::add(std::string_view method, std::string_view path, Endpoint endpoint,
                 http::RouteOptions options) {
  const auto failed = [&log = app.services.log](const http::Request& request, const Error& error) {
    log.write("error", "failure",
              {{"request_id", request.id()},
               {"route", request.route()},
               {"kind", error_kind_name(error.kind)},
               {"message", error.message}});
  };
  router_.add(method, path, as_handler(std::move(endpoint), failed), options);
}

void Routes::add_json(std::string_view method, std::string_view path, Endpoint endpoint,
                      http::RouteOptions options) {
  add(
      method, path,
      [endpoint = std::move(endpoint)](http::Request& request) -> Result<http::Response> {
        if (!is_json_type(request.header_or_empty("Content-Type")))
          return problem(415, "unsupported_media_type", "Content-Type: must be application/json",
                         request.id());
        return endpoint(request);
      },
      options);
}

http::Router make_router(Application& app) {
  Routes routes(app);
  add_system_routes(routes);
  add_dataset_routes(routes);
  add_file_routes(routes);
  add_task_routes(routes);
  add_task_line_routes(routes);
  add_model_routes(routes);
  add_analyze_route(routes);
  return routes.take();
}

}  // namespace theta::server
