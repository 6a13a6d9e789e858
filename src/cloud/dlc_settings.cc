#include "cloud/dlc_settings.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sstream>

#include "base/trim.h"
#include "cloud/open_api.h"

namespace theta::cloud {
namespace {

constexpr int kWeek = 7 * 24 * 60;  // minutes

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : std::string(trimmed(value));
}

Result<std::string> needed(const char* name, const char* purpose) {
  std::string value = variable(name);
  if (value.empty()) return usage_error("{}: is needed for {}, and is not set", name, purpose);
  return value;
}

template <typename Number>
Status take_number(const char* name, Number low, Number high, Number& target) {
  const std::string text = variable(name);
  if (text.empty()) return {};
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < low || value > high)
    return usage_error("{}: {} is no number from {} to {}", name, text, low, high);
  target = value;
  return {};
}

Status read_machines(DlcSettings& settings) {
  settings.ecs_spec = variable("DLC_ECS_SPEC");
  settings.resource_id = variable("DLC_RESOURCE_ID");
  if (settings.ecs_spec.empty() == settings.resource_id.empty())
    return usage_error("DLC_ECS_SPEC, DLC_RESOURCE_ID: set one of them: a kind of machine, or a quota");
  std::string specs = variable("DLC_ECS_SPECS");
  if (!specs.empty() && settings.ecs_spec.empty())
    return usage_error("DLC_ECS_SPECS: a quota (DLC_RESOURCE_ID) has machines of its own");
  std::replace(specs.begin(), specs.end(), ',', ' ');
  std::istringstream words(specs);
  for (std::string spec; words >> spec;) settings.ecs_specs.push_back(spec);
  if (settings.resource_id.empty()) return {};
  settings.resources = formats::Json::object();
  for (const auto& [name, member] :
       {std::pair{"DLC_CPU", "CPU"}, std::pair{"DLC_MEMORY", "Memory"}, std::pair{"DLC_GPU", "GPU"},
        std::pair{"DLC_GPU_TYPE", "GPUType"}, std::pair{"DLC_SHARED_MEMORY", "SharedMemory"}}) {
    const std::string value = variable(name);
    if (!value.empty()) settings.resources[member] = value;
  }
  for (const char* const member : {"CPU", "Memory"}) {
    if (!settings.resources.contains(member))
      return usage_error(
          "DLC_CPU, DLC_MEMORY: say what a job takes of the quota DLC_RESOURCE_ID, as 4 and 8Gi");
  }
  return {};
}

Status read_rights(DlcSettings& settings) {
  settings.role = variable("DLC_ROLE_ARN");
  const bool user =
      !variable("DLC_JOB_ACCESS_KEY_ID").empty() || !variable("DLC_JOB_ACCESS_KEY_ID_FILE").empty();
  if (settings.role.empty() != user)
    return usage_error(
        "DLC_ROLE_ARN, DLC_JOB_ACCESS_KEY_ID: set one of them: a role that jobs get for their own prefix of "
        "the "
        "bucket, or the key of a user made for jobs; the server's own keys are not given to jobs");
  THETA_RETURN_IF_ERROR(take_number("DLC_TOKEN_SECONDS", 900, 43'200, settings.token_seconds));
  if (!user) return {};
  THETA_ASSIGN(settings.job_credentials, CredentialSource::of_environment("DLC_JOB", "the jobs of PAI-DLC"));
  return {};
}

}  // namespace

Result<std::optional<DlcSettings>> dlc_of_environment() {
  if (variable("PAI_ACCESS_KEY_ID").empty() && variable("PAI_ACCESS_KEY_ID_FILE").empty())
    return std::optional<DlcSettings>();
  DlcSettings settings;
  THETA_ASSIGN(settings.credentials, CredentialSource::of_environment("PAI", "PAI-DLC"));
  THETA_ASSIGN(const std::string region, needed("PAI_REGION", "PAI-DLC"));
  settings.workspace = variable("PAI_WORKSPACE_ID");
  if (settings.workspace.empty()) settings.workspace = variable("PAI_PROJECT_ID");
  if (settings.workspace.empty())
    return usage_error("PAI_PROJECT_ID: is needed for PAI-DLC (the id of the workspace), and is not set");
  THETA_ASSIGN(settings.endpoint,
               open_api_endpoint(variable("PAI_DLC_ENDPOINT"), "pai-dlc." + region + ".aliyuncs.com",
                                 "PAI_DLC_ENDPOINT"));
  THETA_ASSIGN(
      settings.sts_endpoint,
      open_api_endpoint(variable("PAI_STS_ENDPOINT"), "sts." + region + ".aliyuncs.com", "PAI_STS_ENDPOINT"));
  THETA_ASSIGN(settings.image, needed("DLC_IMAGE", "the jobs of PAI-DLC"));
  THETA_RETURN_IF_ERROR(read_machines(settings));
  THETA_RETURN_IF_ERROR(read_rights(settings));
  THETA_RETURN_IF_ERROR(take_number("DLC_PRIORITY", 1, 9, settings.priority));
  THETA_RETURN_IF_ERROR(take_number("DLC_MINUTES", 1, kWeek, settings.minutes));
  THETA_RETURN_IF_ERROR(take_number("DLC_REPORT_SECONDS", 0.1, 60.0, settings.report_seconds));
  settings.oss_endpoint = variable("DLC_OSS_ENDPOINT");
  const std::string prefix = variable("DLC_NAME_PREFIX");
  if (!prefix.empty()) settings.name_prefix = prefix;
  if (settings.name_prefix.size() > 64 ||
      settings.name_prefix.find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") != std::string::npos)
    return usage_error("DLC_NAME_PREFIX: has 64 letters, digits, _ and . at most");
  return std::optional(std::move(settings));
}

}  // namespace theta::cloud
