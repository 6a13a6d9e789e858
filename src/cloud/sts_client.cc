#include "cloud/sts_client.h"

namespace theta::cloud {
namespace {

using formats::Json;

constexpr size_t kLongestPolicy = 2048;

}  // namespace

Result<TemporaryCredentials> StsClient::assume(const std::string& role, const std::string& session,
                                               const Json& policy, std::chrono::seconds duration) {
  THETA_ASSIGN(const Json body,
               api_.demand({.action = "AssumeRole",
                            .method = "POST",
                            .path = "/",
                            .query = {{"RoleArn", role},
                                      {"RoleSessionName", session},
                                      {"Policy", policy.dump()},
                                      {"DurationSeconds", fmt::format("{}", duration.count())}}}));
  try {
    const Json& given = body.at("Credentials");
    return TemporaryCredentials{.credentials = {.id = given.at("AccessKeyId").get<std::string>(),
                                                .secret = given.at("AccessKeySecret").get<std::string>(),
                                                .token = given.at("SecurityToken").get<std::string>()},
                                .expires = given.at("Expiration").get<std::string>()};
  } catch (const nlohmann::json::exception&) {
    return make_error(ErrorKind::kRemote, "AssumeRole: the answer names no credentials");
  }
}

Result<Json> job_policy(const std::string& bucket, const std::string& writable,
                        const std::vector<std::string>& readable) {
  const std::string objects = "acs:oss:*:*:" + bucket + "/";
  Json read = Json::array({objects + writable + "*"});
  Json listed = Json::array({writable + "*"});
  for (const std::string& prefix : readable) {
    read.push_back(objects + prefix + "*");
    listed.push_back(prefix + "*");
  }
  const Json statements = Json::array(
      {{{"Effect", "Allow"}, {"Action", Json::array({"oss:GetObject"})}, {"Resource", read}},
       {{"Effect", "Allow"},
        {"Action",
         Json::array({"oss:PutObject", "oss:DeleteObject", "oss:AbortMultipartUpload", "oss:ListParts"})},
        {"Resource", Json::array({objects + writable + "*"})}},
       {{"Effect", "Allow"},
        {"Action", Json::array({"oss:ListObjects"})},
        {"Resource", Json::array({"acs:oss:*:*:" + bucket})},
        {"Condition", {{"StringLike", {{"oss:Prefix", listed}}}}}}});
  Json policy = {{"Version", "1"}, {"Statement", statements}};
  if (policy.dump().size() > kLongestPolicy)
    return usage_error("the rights of a job to {} prefixes do not fit into a policy of {} characters",
                       readable.size() + 1, kLongestPolicy);
  return policy;
}

}  // namespace theta::cloud
