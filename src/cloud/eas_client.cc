#include "cloud/eas_client.h"

namespace theta::cloud {
namespace {

using formats::Json;

constexpr const char* kServices = "/api/v2/services";

std::string text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

int64_t number(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<int64_t>() : 0;
}

EasService service_of(const Json& object) {
  EasService service{.name = text(object, "ServiceName"),
                     .status = text(object, "Status"),
                     .reason = text(object, "Reason"),
                     .message = text(object, "Message"),
                     .internet_endpoint = text(object, "InternetEndpoint"),
                     .intranet_endpoint = text(object, "IntranetEndpoint"),
                     .token = text(object, "AccessToken"),
                     .running = number(object, "RunningInstance"),
                     .wanted = number(object, "TotalInstance")};
  // The service tells it as a text that holds JSON.
  Result<Json> config = formats::parse_json(text(object, "ServiceConfig"), "ServiceConfig");
  if (config.ok()) service.config = std::move(config).value();
  return service;
}

// Older descriptions have the name at the top.
std::string name_of(const Json& service) {
  const auto metadata = service.find("metadata");
  return metadata != service.end() && metadata->is_object() ? text(*metadata, "name") : text(service, "name");
}

}  // namespace

std::string EasClient::path_of(const std::string& name) const {
  return fmt::format("{}/{}/{}", kServices, path_part(cluster_), path_part(name));
}

Result<EasService> EasClient::create(const Json& service, const std::string& workspace) {
  const OpenApiCall call{.action = "CreateService",
                         .method = "POST",
                         .path = kServices,
                         .query = {{"WorkspaceId", workspace}},
                         .body = service.dump(),
                         .repeatable = false};
  THETA_ASSIGN(const OpenApiAnswer answer, api_.send(call));
  if (answer.ok()) return service_of(answer.body);
  if (answer.uncertain) {
    Result<EasService> made = describe(name_of(service));
    if (made.ok()) return made;
  }
  return api_.error_of(call, answer);
}

Result<EasService> EasClient::describe(const std::string& name) {
  THETA_ASSIGN(const Json body,
               api_.demand({.action = "DescribeService", .method = "GET", .path = path_of(name)}));
  return service_of(body);
}

Result<std::vector<EasService>> EasClient::list(const Pairs& query) {
  THETA_ASSIGN(const Json body,
               api_.demand({.action = "ListServices", .method = "GET", .path = kServices, .query = query}));
  std::vector<EasService> services;
  const auto found = body.find("Services");
  if (found == body.end() || !found->is_array()) return services;
  for (const Json& service : *found) {
    if (service.is_object()) services.push_back(service_of(service));
  }
  return services;
}

Status EasClient::update(const std::string& name, const Json& change, bool merge) {
  return api_
      .demand({.action = "UpdateService",
               .method = "PUT",
               .path = path_of(name),
               .query = {{"UpdateType", merge ? "merge" : "replace"}},
               .body = change.dump()})
      .status();
}

Status EasClient::scale(const std::string& name, int64_t instances) {
  const Json body = {{"Instance", instances}};
  return api_
      .demand(
          {.action = "ScaleService", .method = "PUT", .path = path_of(name) + "/scale", .body = body.dump()})
      .status();
}

Status EasClient::set_autoscaler(const std::string& name, const Json& rules) {
  OpenApiCall call{.action = "CreateServiceAutoScaler",
                   .method = "POST",
                   .path = path_of(name) + "/autoscaler",
                   .body = rules.dump()};
  THETA_ASSIGN(const OpenApiAnswer made, api_.send(call));
  if (made.ok()) return {};
  // Refused as there is one already: a change, then.
  if (made.status < 400 || made.status >= 500 || made.status == 401 || made.status == 403)
    return api_.error_of(call, made);
  call.action = "UpdateServiceAutoScaler";
  call.method = "PUT";
  const Status changed = api_.demand(call).status();
  return changed.ok() ? changed : api_.error_of(call, made);
}

Status EasClient::remove(const std::string& name) {
  return api_.demand({.action = "DeleteService", .method = "DELETE", .path = path_of(name)}).status();
}

}  // namespace theta::cloud
