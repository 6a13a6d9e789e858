#include "cli/deployment_variables.h"

#include <cstdlib>
#include <regex>

namespace theta::cli {
namespace {

constexpr const char* kMask = "********";

enum class Secrecy { kUrl, kAll, kNone };

struct Known {
  const char* name;
  Secrecy secrecy;
};

// The whole of OSS_*, PAI_* and EAS_TOKEN is masked: names of buckets and projects tell an onlooker something
// too.
constexpr Known kKnown[] = {
    {"DATABASE_URL", Secrecy::kUrl},
    {"REDIS_URL", Secrecy::kUrl},
    {"OSS_ACCESS_KEY_ID", Secrecy::kAll},
    {"OSS_ACCESS_KEY_SECRET", Secrecy::kAll},
    {"OSS_BUCKET_NAME", Secrecy::kAll},
    {"OSS_ENDPOINT", Secrecy::kAll},
    {"OSS_SCHEME", Secrecy::kAll},
    {"OSS_SECURITY_TOKEN", Secrecy::kAll},
    {"OSS_REGION", Secrecy::kAll},
    {"OSS_SIGNATURE_VERSION", Secrecy::kAll},
    {"OSS_ADDRESSING", Secrecy::kAll},
    {"PAI_ACCESS_KEY_ID", Secrecy::kAll},
    {"PAI_ACCESS_KEY_SECRET", Secrecy::kAll},
    {"PAI_REGION", Secrecy::kAll},
    {"PAI_PROJECT_ID", Secrecy::kAll},
    {"PAI_WORKSPACE_ID", Secrecy::kAll},
    {"PAI_SECURITY_TOKEN", Secrecy::kAll},
    {"PAI_DLC_ENDPOINT", Secrecy::kUrl},
    {"PAI_STS_ENDPOINT", Secrecy::kUrl},
    {"DLC_IMAGE", Secrecy::kNone},
    {"DLC_ECS_SPEC", Secrecy::kNone},
    {"DLC_ECS_SPECS", Secrecy::kNone},
    {"DLC_RESOURCE_ID", Secrecy::kNone},
    {"DLC_CPU", Secrecy::kNone},
    {"DLC_MEMORY", Secrecy::kNone},
    {"DLC_GPU", Secrecy::kNone},
    {"DLC_GPU_TYPE", Secrecy::kNone},
    {"DLC_SHARED_MEMORY", Secrecy::kNone},
    {"DLC_PRIORITY", Secrecy::kNone},
    {"DLC_MINUTES", Secrecy::kNone},
    {"DLC_ROLE_ARN", Secrecy::kAll},
    {"DLC_TOKEN_SECONDS", Secrecy::kNone},
    {"DLC_JOB_ACCESS_KEY_ID", Secrecy::kAll},
    {"DLC_JOB_ACCESS_KEY_SECRET", Secrecy::kAll},
    {"DLC_OSS_ENDPOINT", Secrecy::kUrl},
    {"DLC_NAME_PREFIX", Secrecy::kNone},
    {"DLC_REPORT_SECONDS", Secrecy::kNone},
    {"EAS_ENDPOINT", Secrecy::kUrl},
    {"EAS_TOKEN", Secrecy::kAll},
    {"EAS_SERVICE", Secrecy::kNone},
    {"EAS_FALLBACK", Secrecy::kNone},
    {"EAS_TIMEOUT", Secrecy::kNone},
    {"CORS_ORIGINS", Secrecy::kNone},
    {"NEXT_PUBLIC_API_URL", Secrecy::kUrl},
};

DeploymentVariable look_up(const std::string& name, Secrecy secrecy) {
  const char* const value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') return {name, false, ""};
  switch (secrecy) {
    case Secrecy::kUrl:
      return {name, true, mask_url(value)};
    case Secrecy::kAll:
      return {name, true, kMask};
    case Secrecy::kNone:
      break;
  }
  return {name, true, value};
}

bool has_secret(const Known& known) {
  const std::string name = known.name;
  return name == "DATABASE_URL" || name == "REDIS_URL" || name.find("ACCESS_KEY") != std::string::npos ||
         name == "EAS_TOKEN" || name.ends_with("SECURITY_TOKEN");
}

}  // namespace

std::string mask_url(const std::string& url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string::npos) return kMask;
  std::string masked = url;
  const size_t host = scheme + 3;
  // A password may hold an unescaped @ or /; the last @ of the URL ends it at the latest.
  const size_t at = masked.rfind('@');
  if (at != std::string::npos && at >= host) {
    const size_t colon = masked.find(':', host);
    if (colon != std::string::npos && colon < at) masked.replace(colon + 1, at - colon - 1, kMask);
  }
  static const std::regex kParameter("([?&](password|passwd|pwd|sslpassword|token)=)[^&#]*",
                                     std::regex::icase);
  return std::regex_replace(masked, kParameter, std::string("$1") + kMask);
}

std::vector<DeploymentVariable> deployment_variables() {
  std::vector<DeploymentVariable> variables;
  for (const Known& known : kKnown) {
    variables.push_back(look_up(known.name, known.secrecy));
    if (has_secret(known)) variables.push_back(look_up(std::string(known.name) + "_FILE", Secrecy::kNone));
  }
  return variables;
}

}  // namespace theta::cli
