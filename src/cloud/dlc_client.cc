#include "cloud/dlc_client.h"

#include <array>

namespace theta::cloud {
namespace {

using formats::Json;

constexpr size_t kPage = 100;
constexpr size_t kMostPages = 100;

struct Known {
  std::string_view status;
  DlcState state;
};

constexpr std::array kKnown = {
    Known{"Creating", DlcState::kWaiting},
    Known{"Created", DlcState::kWaiting},
    Known{"Queuing", DlcState::kWaiting},
    Known{"Bidding", DlcState::kWaiting},
    Known{"Dequeued", DlcState::kWaiting},
    Known{"EnvPreparing", DlcState::kStarting},
    Known{"SanityChecking", DlcState::kStarting},
    Known{"Running", DlcState::kRunning},
    Known{"Restarting", DlcState::kRunning},
    Known{"Stopping", DlcState::kStopping},
    // The result stands; the machines are only kept for a while.
    Known{"SucceededReserving", DlcState::kSucceeded},
    Known{"FailedReserving", DlcState::kFailed},
    Known{"Succeeded", DlcState::kSucceeded},
    Known{"Failed", DlcState::kFailed},
    Known{"Stopped", DlcState::kStopped},
};

std::string text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

DlcJob job_of(const Json& object) {
  DlcJob job{.id = text(object, "JobId"),
             .name = text(object, "DisplayName"),
             .status = text(object, "Status"),
             .reason = text(object, "ReasonCode"),
             .message = text(object, "ReasonMessage"),
             .created = text(object, "GmtCreateTime")};
  const auto pods = object.find("Pods");
  if (pods == object.end() || !pods->is_array()) return job;
  for (const Json& pod : *pods) {
    if (pod.is_object()) job.pods.push_back({text(pod, "PodId"), text(pod, "PodUid")});
  }
  return job;
}

std::string path_of(const std::string& id) {
  return "/api/v1/jobs/" + path_part(id);
}

std::vector<std::string> lines_of(const Json& body, const char* name) {
  std::vector<std::string> lines;
  const auto found = body.find(name);
  if (found == body.end() || !found->is_array()) return lines;
  for (const Json& line : *found) {
    if (line.is_string()) lines.push_back(line.get<std::string>());
  }
  return lines;
}

}  // namespace

DlcState dlc_state(const std::string& status) {
  for (const Known& known : kKnown) {
    if (known.status == status) return known.state;
  }
  return DlcState::kRunning;
}

std::string_view dlc_state_text(DlcState state) {
  switch (state) {
    case DlcState::kWaiting:
      return "waiting for machines";
    case DlcState::kStarting:
      return "preparing the machine";
    case DlcState::kRunning:
      return "running";
    case DlcState::kStopping:
      return "stopping";
    case DlcState::kSucceeded:
      return "done";
    case DlcState::kFailed:
      return "failed";
    case DlcState::kStopped:
      break;
  }
  return "stopped";
}

Result<DlcClient::Created> DlcClient::create(const Json& job) {
  const OpenApiCall call{.action = "CreateJob",
                         .method = "POST",
                         .path = "/api/v1/jobs",
                         .body = job.dump(),
                         .repeatable = false};
  THETA_ASSIGN(const OpenApiAnswer answer, api_.send(call));
  if (answer.ok() && !text(answer.body, "JobId").empty()) return Created{.id = text(answer.body, "JobId")};
  if (answer.ok())
    return Created{.uncertain = true,
                   .error = make_error(ErrorKind::kRemote, "CreateJob: the answer names no JobId")};
  return Created{.uncertain = answer.uncertain, .error = api_.error_of(call, answer)};
}

Result<DlcJob> DlcClient::get(const std::string& id) {
  THETA_ASSIGN(
      const Json body,
      api_.demand(
          {.action = "GetJob", .method = "GET", .path = path_of(id), .query = {{"NeedDetail", "true"}}}));
  return job_of(body);
}

Result<std::vector<DlcJob>> DlcClient::list(const DlcFilter& filter) {
  std::vector<DlcJob> jobs;
  for (size_t page = 1; page <= kMostPages; ++page) {
    OpenApiCall call{.action = "ListJobs",
                     .method = "GET",
                     .path = "/api/v1/jobs",
                     .query = {{"WorkspaceId", filter.workspace},
                               {"DisplayName", filter.name_part},
                               {"PageNumber", fmt::format("{}", page)},
                               {"PageSize", fmt::format("{}", kPage)},
                               {"SortBy", "GmtCreateTime"},
                               {"Order", "asc"}}};
    if (filter.since) call.query.emplace_back("StartTime", iso_time(*filter.since));
    THETA_ASSIGN(const Json body, api_.demand(call));
    const auto found = body.find("Jobs");
    if (found == body.end() || !found->is_array()) break;
    for (const Json& job : *found) {
      if (job.is_object()) jobs.push_back(job_of(job));
    }
    if (found->size() < kPage) break;
  }
  return jobs;
}

Status DlcClient::stop(const std::string& id) {
  const Status stopped =
      api_.demand({.action = "StopJob", .method = "POST", .path = path_of(id) + "/stop"}).status();
  return !stopped.ok() && stopped.error().kind == ErrorKind::kNotFound ? Status() : stopped;
}

Status DlcClient::remove(const std::string& id) {
  return api_.demand({.action = "DeleteJob", .method = "DELETE", .path = path_of(id)}).status();
}

Result<std::vector<std::string>> DlcClient::logs(const std::string& id, const DlcPod& pod, size_t most_lines,
                                                 std::optional<Moment> since) {
  OpenApiCall call{.action = "GetPodLogs",
                   .method = "GET",
                   .path = path_of(id) + "/pods/" + path_part(pod.id) + "/logs",
                   .query = {{"MaxLines", fmt::format("{}", most_lines)}, {"PodUid", pod.uid}}};
  if (since) call.query.emplace_back("StartTime", iso_time(*since));
  THETA_ASSIGN(const Json body, api_.demand(call));
  return lines_of(body, "Logs");
}

Result<std::vector<std::string>> DlcClient::events(const std::string& id, size_t most) {
  THETA_ASSIGN(const Json body, api_.demand({.action = "GetJobEvents",
                                             .method = "GET",
                                             .path = path_of(id) + "/events",
                                             .query = {{"MaxEventsNum", fmt::format("{}", most)}}}));
  return lines_of(body, "Events");
}

}  // namespace theta::cloud
