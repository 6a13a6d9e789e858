#include "cloud/settings.h"

#include <algorithm>
#include <cstdlib>

#include "base/trim.h"

namespace theta::cloud {
namespace {

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : std::string(trimmed(value));
}

// One of the words, or the first of them where nothing is set.
Result<std::string> choice(const char* name, const std::vector<std::string>& words) {
  const std::string value = variable(name);
  if (value.empty()) return words.front();
  if (std::find(words.begin(), words.end(), value) != words.end()) return value;
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return usage_error("{}: \"{}\" is none of {}", name, value, all);
}

// Addresses have no names below them that could name buckets.
bool is_address(const std::string& host) {
  const std::string name = host.starts_with('[') ? "" : host.substr(0, host.find(':'));
  return name == "localhost" || name.find_first_not_of("0123456789.") == std::string::npos;
}

Status read_endpoint(BucketSettings& settings) {
  std::string endpoint = variable("OSS_ENDPOINT");
  if (endpoint.empty()) return usage_error("OSS_ENDPOINT: is needed for the object store, and is not set");
  settings.plain_http = endpoint.starts_with("http://");
  const size_t scheme = endpoint.find("://");
  if (scheme != std::string::npos) {
    if (!settings.plain_http && !endpoint.starts_with("https://"))
      return usage_error("OSS_ENDPOINT: starts neither with https:// nor with http://");
    endpoint.erase(0, scheme + 3);
  }
  while (endpoint.ends_with('/')) endpoint.pop_back();
  if (endpoint.empty() || endpoint.find_first_of("/?#@ ") != std::string::npos)
    return usage_error("OSS_ENDPOINT: is not the name of a host");
  settings.host = endpoint;
  return {};
}

Status check_bucket(const std::string& bucket) {
  if (bucket.empty()) return usage_error("OSS_BUCKET_NAME: is needed for the object store, and is not set");
  const bool plain = bucket.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (!plain || bucket.size() < 3 || bucket.size() > 63 || bucket.front() == '-' || bucket.back() == '-')
    return usage_error("OSS_BUCKET_NAME: a bucket has 3 to 63 of a-z, 0-9 and -, and no - at its ends");
  return {};
}

}  // namespace

std::string region_of_host(const std::string& host) {
  std::string name = host.substr(0, host.find(':'));
  const size_t dot = name.find('.');
  if (dot == std::string::npos || name.substr(dot) != ".aliyuncs.com" || !name.starts_with("oss-")) return {};
  name = name.substr(4, dot - 4);
  constexpr std::string_view kInternal = "-internal";
  if (name.ends_with(kInternal)) name.resize(name.size() - kInternal.size());
  return name.starts_with("accelerate") ? "" : name;
}

std::string bucket_uri(const BucketSettings& settings) {
  return (settings.dialect == Dialect::kS3 ? "s3://" : "oss://") + settings.bucket;
}

Result<std::optional<BucketSettings>> bucket_of_environment() {
  if (variable("OSS_BUCKET_NAME").empty() && variable("OSS_ENDPOINT").empty())
    return std::optional<BucketSettings>();
  BucketSettings settings;
  settings.bucket = variable("OSS_BUCKET_NAME");
  THETA_RETURN_IF_ERROR(check_bucket(settings.bucket));
  THETA_RETURN_IF_ERROR(read_endpoint(settings));
  THETA_ASSIGN(const std::string scheme, choice("OSS_SCHEME", {"oss", "s3"}));
  THETA_ASSIGN(const std::string version, choice("OSS_SIGNATURE_VERSION", {"v4", "v1"}));
  THETA_ASSIGN(const std::string addressing, choice("OSS_ADDRESSING", {"auto", "virtual", "path"}));
  settings.dialect = scheme == "s3" ? Dialect::kS3 : Dialect::kOss;
  settings.old_signature = version == "v1";
  if (settings.old_signature && settings.dialect == Dialect::kS3)
    return usage_error("OSS_SIGNATURE_VERSION: v1 is of OSS; OSS_SCHEME=s3 knows v4 only");
  settings.path_style = addressing == "path" || (addressing == "auto" && is_address(settings.host));
  settings.region = variable("OSS_REGION");
  if (settings.region.starts_with("oss-")) settings.region.erase(0, 4);
  if (settings.region.empty()) settings.region = region_of_host(settings.host);
  if (settings.region.empty() && !settings.old_signature)
    return usage_error("OSS_REGION: is needed: the name of OSS_ENDPOINT does not tell the region");
  THETA_ASSIGN(settings.credentials, CredentialSource::of_environment("OSS", "the object store"));
  return std::optional(std::move(settings));
}

}  // namespace theta::cloud
