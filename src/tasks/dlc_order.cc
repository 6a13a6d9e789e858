#include "tasks/dlc_order.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "jobs/job.h"
#include "tasks/job_of_task.h"

namespace theta::tasks {
namespace {

using formats::Json;

void add(std::vector<std::string>& prefixes, const std::string& prefix) {
  if (!prefix.empty() && std::find(prefixes.begin(), prefixes.end(), prefix) == prefixes.end())
    prefixes.push_back(prefix);
}

}  // namespace

std::string dlc_name_of_task(const std::string& prefix, const database::TaskId& task) {
  return prefix + "-" + task.text() + "-";
}

std::optional<DlcName> parse_dlc_name(const std::string& prefix, const std::string& name) {
  const size_t begin = prefix.size() + 1;
  const size_t dash = begin + database::kIdLength;
  if (!name.starts_with(prefix + "-") || name.size() <= dash + 1 || name[dash] != '-') return std::nullopt;
  const auto task = database::TaskId::parse(std::string_view(name).substr(begin, database::kIdLength));
  int64_t attempt = 0;
  const char* const last = name.data() + name.size();
  const auto [end, error] = std::from_chars(name.data() + dash + 1, last, attempt);
  if (!task || error != std::errc() || end != last) return std::nullopt;
  return DlcName{*task, attempt};
}

Result<std::vector<std::string>> inputs_of(const JobPlan& plan) {
  THETA_ASSIGN(const jobs::Job job, jobs::parse_job(plan.job, "job.json"));
  std::vector<std::string> prefixes;
  // The files of a data set lie in one folder, which is its owner's: one prefix instead of many.
  for (const jobs::JobFile& file : job.files) add(prefixes, file.key.substr(0, file.key.rfind('/') + 1));
  add(prefixes, job.corpus);
  add(prefixes, job.model);
  add(prefixes, job.edits);
  if (job.train.embeddings != "skip-gram") add(prefixes, job.train.embeddings);
  return prefixes;
}

Status take_wishes(const cloud::DlcSettings& settings, const database::Task& task, DlcOrder& order) {
  THETA_ASSIGN(const Json request, formats::parse_json(task.request_json, "request"));
  THETA_ASSIGN(const CloudWishes wishes, cloud_wishes(request));
  order.task_priority = task.priority;
  order.minutes = wishes.minutes;
  order.ecs_spec = wishes.ecs_spec;
  const std::vector<std::string>& offered = settings.ecs_specs;
  if (wishes.ecs_spec.empty() || wishes.ecs_spec == settings.ecs_spec ||
      std::find(offered.begin(), offered.end(), wishes.ecs_spec) != offered.end())
    return {};
  return bad_input("request: options.cloud.ecs_spec: {} is not offered here; {}", wishes.ecs_spec,
                   settings.ecs_spec.empty()
                       ? "jobs run on a quota"
                       : fmt::format("there are {} {}", settings.ecs_spec, fmt::join(offered, " ")));
}

Json dlc_variables(const cloud::DlcSettings& settings, const cloud::BucketSettings& bucket,
                   const cloud::TemporaryCredentials& rights) {
  const std::string scheme = bucket.plain_http ? "http://" : "https://";
  Json variables = {
      {"OSS_BUCKET_NAME", bucket.bucket},
      {"OSS_ENDPOINT", settings.oss_endpoint.empty() ? scheme + bucket.host : settings.oss_endpoint},
      {"OSS_SCHEME", bucket.dialect == cloud::Dialect::kS3 ? "s3" : "oss"},
      {"OSS_REGION", bucket.region},
      {"OSS_SIGNATURE_VERSION", bucket.old_signature ? "v1" : "v4"},
      {"OSS_ADDRESSING", bucket.path_style ? "path" : "virtual"},
      {"OSS_ACCESS_KEY_ID", rights.credentials.id},
      {"OSS_ACCESS_KEY_SECRET", rights.credentials.secret}};
  if (!rights.credentials.token.empty()) variables["OSS_SECURITY_TOKEN"] = rights.credentials.token;
  if (!rights.expires.empty()) variables["OSS_TOKEN_EXPIRES"] = rights.expires;
  return variables;
}

Json dlc_job(const cloud::DlcSettings& settings, const DlcOrder& order, Json variables) {
  Json spec = {{"Type", "Worker"}, {"Image", settings.image}, {"PodCount", order.workers}};
  if (settings.ecs_spec.empty()) {
    spec["ResourceConfig"] = settings.resources;
  } else {
    spec["EcsSpec"] = order.ecs_spec.empty() ? settings.ecs_spec : order.ecs_spec;
  }
  // What is tried again, and when, is ours to decide.
  spec["RestartPolicy"] = "Never";
  const int64_t priority =
      order.task_priority > 0 ? std::min<int64_t>(order.task_priority, 9) : settings.priority;
  const int64_t minutes =
      order.minutes > 0 ? std::min<int64_t>(order.minutes, settings.minutes) : settings.minutes;
  Json job = {{"DisplayName", order.name},
              {"JobType", order.workers > 1 ? "MPIJob" : "PyTorchJob"},
              {"JobSpecs", Json::array({std::move(spec)})},
              {"UserCommand",
               fmt::format("exec theta job run {} --report-seconds {}", order.uri, settings.report_seconds)},
              {"WorkspaceId", settings.workspace},
              {"Priority", priority},
              {"JobMaxRunningTimeMinutes", minutes},
              {"Accessibility", "PRIVATE"},
              {"Envs", std::move(variables)}};
  if (!settings.resource_id.empty()) job["ResourceId"] = settings.resource_id;
  return job;
}

}  // namespace theta::tasks
