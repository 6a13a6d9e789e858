#include "cloud/eas_client.h"

#include <cstdlib>

#include "base/trim.h"

namespace theta::cloud {
namespace {

using formats::Json;

constexpr const char* kServices = "/api/v2/services";
constexpr const char* kMount = "/mnt/models";
constexpr int kPort = 8000;
constexpr int kKeepalive = 60'000;  // ms that one question may take; the service's own limit is 5 s
constexpr int kQueue = 64;

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : std::string(trimmed(value));
}

std::string text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

int64_t number(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<int64_t>() : 0;
}

EasService service_of(const Json& body) {
  return {.name = text(body, "ServiceName"),
          .status = text(body, "Status"),
          .message = text(body, "Message"),
          .internet = text(body, "InternetEndpoint"),
          .intranet = text(body, "IntranetEndpoint"),
          .token = Secret(text(body, "AccessToken")),
          .running = number(body, "RunningInstance"),
          .total = number(body, "TotalInstance"),
          .newest = number(body, "CurrentVersion") == number(body, "LatestVersion"),
          .autoscaler = body.value("AutoscalerEnabled", Json()) == Json(true)};
}

}  // namespace

Result<EasSettings> eas_of_environment() {
  EasSettings settings;
  THETA_ASSIGN(settings.credentials, CredentialSource::of_environment("PAI", "PAI-EAS"));
  settings.region = variable("PAI_REGION");
  if (settings.region.empty()) return usage_error("PAI_REGION: is needed for PAI-EAS, and is not set");
  settings.workspace = variable("PAI_WORKSPACE_ID");
  if (settings.workspace.empty()) settings.workspace = variable("PAI_PROJECT_ID");
  if (settings.workspace.empty())
    return usage_error("PAI_PROJECT_ID: is needed for PAI-EAS (the id of the workspace), and is not set");
  THETA_ASSIGN(settings.endpoint,
               open_api_endpoint(variable("PAI_EAS_CONTROL_ENDPOINT"),
                                 "pai-eas." + settings.region + ".aliyuncs.com", "PAI_EAS_CONTROL_ENDPOINT"));
  return settings;
}

Json service_json(const EasOrder& order) {
  Json service = {
      {"metadata",
       {{"name", order.name},
        {"instance", order.instances},
        {"workspace_id", order.workspace},
        {"rpc", {{"keepalive", kKeepalive}, {"max_queue_size", kQueue}}},
        {"rolling_strategy", {{"max_surge", 1}, {"max_unavailable", 0}}}}},
      {"cloud", {{"computing", {{"instances", Json::array({Json{{"type", order.machine}}})}}}}},
      {"containers",
       Json::array(
           {Json{{"image", order.image},
                 {"port", kPort},
                 {"script", fmt::format("theta infer-server {} --host 0.0.0.0 --port {} --behind-gateway",
                                        kMount, kPort)}}})},
      {"storage",
       Json::array({Json{{"mount_path", kMount}, {"oss", {{"path", order.models}, {"readOnly", true}}}}})}};
  if (order.more.is_object()) service.merge_patch(order.more);
  return service;
}

EasClient::EasClient(EasSettings settings)
    : settings_(std::move(settings)),
      api_({.endpoint = settings_.endpoint, .version = kVersion, .credentials = settings_.credentials}) {}

std::string EasClient::path_of(const std::string& name) const {
  return fmt::format("{}/{}/{}", kServices, path_part(settings_.region), path_part(name));
}

Result<std::optional<EasService>> EasClient::describe(const std::string& name) {
  const OpenApiCall call{.action = "DescribeService", .method = "GET", .path = path_of(name)};
  THETA_ASSIGN(const OpenApiAnswer answer, api_.send(call));
  // The service is missing; an unknown access key is a 404, too.
  if (answer.status == 404 && answer.code.find("AccessKey") == std::string::npos)
    return std::optional<EasService>();
  if (!answer.ok()) return api_.error_of(call, answer);
  return std::optional(service_of(answer.body));
}

Result<bool> EasClient::deploy(const EasOrder& order) {
  THETA_ASSIGN(const std::optional<EasService> present, describe(order.name));
  const std::string body = service_json(order).dump();
  if (present.has_value()) {
    THETA_RETURN_IF_ERROR(api_.demand({.action = "UpdateService",
                                       .method = "PUT",
                                       .path = path_of(order.name),
                                       .query = {{"UpdateType", "merge"}},
                                       .body = body})
                              .status());
    return false;
  }
  const OpenApiCall call{.action = "CreateService",
                         .method = "POST",
                         .path = kServices,
                         .query = {{"WorkspaceId", settings_.workspace}},
                         .body = body,
                         .repeatable = false};
  THETA_ASSIGN(const OpenApiAnswer answer, api_.send(call));
  if (answer.ok()) return true;
  // The answer may be lost and the service made none the less; names are unique, so looking tells.
  if (answer.uncertain) {
    THETA_ASSIGN(const std::optional<EasService> made, describe(order.name));
    if (made.has_value()) return true;
  }
  return api_.error_of(call, answer);
}

Status EasClient::scale_by_load(const std::string& name, const EasScaling& scaling) {
  THETA_ASSIGN(const std::optional<EasService> present, describe(name));
  if (!present.has_value()) return not_found("the service {} does not exist", name);
  const std::string path = path_of(name) + "/autoscaler";
  if (scaling.most <= scaling.fewest) {
    if (!present->autoscaler) return {};
    return api_.demand({.action = "DeleteServiceAutoScaler", .method = "DELETE", .path = path}).status();
  }
  const Json body = {
      {"min", scaling.fewest},
      {"max", scaling.most},
      {"scaleStrategies", Json::array({Json{{"metricName", "qps"}, {"threshold", scaling.qps}}})}};
  return api_
      .demand({.action = present->autoscaler ? "UpdateServiceAutoScaler" : "CreateServiceAutoScaler",
               .method = present->autoscaler ? "PUT" : "POST",
               .path = path,
               .body = body.dump()})
      .status();
}

Status EasClient::scale(const std::string& name, uint32_t instances) {
  const Json body = {{"Instance", instances}};
  return api_
      .demand(
          {.action = "ScaleService", .method = "PUT", .path = path_of(name) + "/scale", .body = body.dump()})
      .status();
}

Status EasClient::remove(const std::string& name) {
  THETA_ASSIGN(const std::optional<EasService> present, describe(name));
  if (!present.has_value()) return {};
  return api_.demand({.action = "DeleteService", .method = "DELETE", .path = path_of(name)}).status();
}

}  // namespace theta::cloud
