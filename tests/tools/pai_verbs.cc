#include <cstdlib>
#include <memory>

#include "base/hash.h"
#include "cloud/dlc_client.h"
#include "tools/driver.h"

namespace theta::driver {
namespace {

/// What the verbs of PAI share, and what one leaves for the next.
struct Pai {
  Pai(cloud::OpenApiSettings dlc_settings, cloud::OpenApiSettings eas_settings, const std::string& region)
      : dlc(std::move(dlc_settings)),
        eas(std::move(eas_settings)),
        cluster(region),
        http(cloud::HttpLimits()) {}

  cloud::DlcClient dlc;
  cloud::OpenApi eas;
  std::string cluster;
  cloud::HttpClient http;
  Json bodies;          // of the job, the service and the autoscaler
  Json tokens;          // of services, by name
  std::string predict;  // "http://host:port"
  std::string job;
  cloud::DlcPod pod;
  std::string service;
};

cloud::Pairs query_of(const Json& step) {
  cloud::Pairs query;
  const Json given = step.value("query", Json::object());
  for (const auto& [name, value] : given.items())
    query.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  return query;
}

Result<Json> dlc_create(Pai& pai, const Json& step) {
  THETA_ASSIGN(const auto made, pai.dlc.create(step.contains("body") ? step["body"] : pai.bodies.at("job")));
  if (made.id.empty()) return made.error;
  pai.job = made.id;
  return Json{{"jobId", made.id}};
}

Result<Json> dlc_get(Pai& pai, const Json&) {
  THETA_ASSIGN(const cloud::DlcJob job, pai.dlc.get(pai.job));
  if (!job.pods.empty()) pai.pod = job.pods.front();
  return Json{{"status", job.status}};
}

Result<Json> dlc_list(Pai& pai, const Json& step) {
  THETA_ASSIGN(const Json body,
               pai.dlc.api().demand(
                   {.action = "ListJobs", .method = "GET", .path = "/api/v1/jobs", .query = query_of(step)}));
  return Json{{"total", body.value("TotalCount", 0)}};
}

Result<Json> dlc_logs(Pai& pai, const Json& step) {
  THETA_ASSIGN(const auto lines,
               pai.dlc.logs(pai.job, {pai.pod.id, ""}, step.value("maxLines", size_t{2000})));
  return Json{{"lines", lines}};
}

Result<Json> dlc_events(Pai& pai, const Json&) {
  THETA_ASSIGN(const auto events, pai.dlc.events(pai.job, 2000));
  return Json{{"count", events.size()}};
}

// One call about the services, or about the one that was created.
Result<Json> eas_call(Pai& pai, cloud::OpenApiCall call) {
  std::string path = "/api/v2/services";
  if (call.action != "CreateService" && call.action != "ListServices")
    path += fmt::format("/{}/{}", cloud::path_part(pai.cluster), cloud::path_part(pai.service));
  call.path = path + call.path;
  return pai.eas.demand(call);
}

Result<Json> eas_create(Pai& pai, const Json&) {
  const Json& service = pai.bodies.at("service");
  THETA_ASSIGN(
      const Json made,
      eas_call(pai,
               {.action = "CreateService", .method = "POST", .body = service.dump(), .repeatable = false}));
  pai.service = made.value("ServiceName", service.at("metadata").at("name").get<std::string>());
  return Json{{"name", pai.service}};
}

Result<Json> eas_describe(Pai& pai, const Json&) {
  THETA_ASSIGN(const Json service, eas_call(pai, {.action = "DescribeService", .method = "GET"}));
  return Json{{"status", service.value("Status", "")}};
}

Result<Json> eas_list(Pai& pai, const Json& step) {
  THETA_ASSIGN(const Json body,
               eas_call(pai, {.action = "ListServices", .method = "GET", .query = query_of(step)}));
  return Json{{"total", body.value("TotalCount", 0)}};
}

Result<Json> eas_predict(Pai& pai, const Json& step) {
  const std::string service = step.at("service");
  const std::string body = step.contains("body") ? bytes_of(step) : "";
  const std::string path = step.value("path", "");
  const std::string slash = path.empty() || path.starts_with('/') ? "" : "/";
  THETA_ASSIGN(const cloud::HttpAnswer answer,
               pai.http.send({.method = "POST",
                              .url = pai.predict + "/api/predict/" + service + slash + path,
                              .headers = {{"Authorization", pai.tokens.value(service, "")},
                                          {"Content-Type", "application/json"}},
                              .body = body,
                              .most = size_t{16} << 20}));
  return Json{{"status", answer.status}, {"sha256", sha256_hex(answer.body)}};
}

Result<Json> nothing(const Status& status) {
  if (!status.ok()) return status.error();
  return Json::object();
}

}  // namespace

Status add_pai_verbs(Driver& driver, const Target& target) {
  const Json& known = target.settings;
  const std::string region = known.value("region", "cn-hongkong");
  const auto credentials = std::make_shared<cloud::CredentialSource>(
      cloud::Credentials{target.key_id, target.secret, target.token});
  // The names of the real hosts, signed as such, on the port of this machine.
  const auto settings = [&](const std::string& product, const char* version) {
    return cloud::OpenApiSettings{
        .endpoint = "http://" + product + "." + region + ".aliyuncs.com:" + target.port(),
        .version = version,
        .credentials = credentials,
        .address = "127.0.0.1"};
  };
  const auto pai = std::make_shared<Pai>(settings("pai-dlc", cloud::DlcClient::kVersion),
                                         settings("pai-eas", "2021-07-01"), region);
  const char* const bodies = std::getenv("THETA_CHECK_BODIES");
  if (bodies != nullptr) {
    THETA_ASSIGN(pai->bodies, formats::parse_json(bodies, "THETA_CHECK_BODIES"));
  }
  pai->tokens = known.value("easTokens", Json::object());
  pai->predict = known.value("url", "http://127.0.0.1:" + target.port());
  const auto watch = [&driver](const cloud::OpenApiNote& note) { driver.refusal = {note.status, note.code}; };
  pai->dlc.api().watch(watch);
  pai->eas.watch(watch);
  const auto add = [&](const char* name, Result<Json> (*verb)(Pai&, const Json&)) {
    driver.add(name, [pai, verb](const Json& step) { return verb(*pai, step); });
  };
  add("dlcCreate", &dlc_create);
  add("dlcGet", &dlc_get);
  add("dlcList", &dlc_list);
  add("dlcLogs", &dlc_logs);
  add("dlcEvents", &dlc_events);
  add("dlcStop", [](Pai& of, const Json&) { return nothing(of.dlc.stop(of.job)); });
  add("dlcDelete", [](Pai& of, const Json&) { return nothing(of.dlc.remove(of.job)); });
  add("easCreate", &eas_create);
  add("easDescribe", &eas_describe);
  add("easAutoscale", [](Pai& of, const Json&) {
    return nothing(eas_call(of, {.action = "CreateServiceAutoScaler",
                                 .method = "POST",
                                 .path = "/autoscaler",
                                 .body = of.bodies.at("scaler").dump()})
                       .status());
  });
  add("easUpdate", [](Pai& of, const Json& step) {
    return nothing(eas_call(of, {.action = "UpdateService",
                                 .method = "PUT",
                                 .query = {{"UpdateType", "merge"}},
                                 .body = step.at("body").dump()})
                       .status());
  });
  add("easList", &eas_list);
  add("easDelete", [](Pai& of, const Json&) {
    return nothing(eas_call(of, {.action = "DeleteService", .method = "DELETE"}).status());
  });
  add("easPredict", &eas_predict);
  return {};
}

}  // namespace theta::driver
