#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "cloud/digests.h"
#include "cloud/signature.h"
#include "cloud/signature_parts.h"

namespace theta::cloud {
namespace {

// Parameters that name a part or a form of the resource, and are signed for it. Others filter or page.
constexpr std::array kResources = {"acl",
                                   "append",
                                   "bucketInfo",
                                   "callback",
                                   "callback-var",
                                   "comp",
                                   "continuation-token",
                                   "cors",
                                   "delete",
                                   "encryption",
                                   "endTime",
                                   "img",
                                   "inventory",
                                   "inventoryId",
                                   "lifecycle",
                                   "live",
                                   "location",
                                   "logging",
                                   "objectMeta",
                                   "partNumber",
                                   "policy",
                                   "position",
                                   "qos",
                                   "referer",
                                   "replication",
                                   "requestPayment",
                                   "response-cache-control",
                                   "response-content-disposition",
                                   "response-content-encoding",
                                   "response-content-language",
                                   "response-content-type",
                                   "response-expires",
                                   "restore",
                                   "security-token",
                                   "sequential",
                                   "startTime",
                                   "stat",
                                   "status",
                                   "style",
                                   "styleName",
                                   "symlink",
                                   "tagging",
                                   "transferAcceleration",
                                   "udf",
                                   "uploadId",
                                   "uploads",
                                   "versionId",
                                   "versioning",
                                   "versions",
                                   "vod",
                                   "website",
                                   "worm",
                                   "wormExtend",
                                   "wormId"};

std::string resource_of(const Signable& request, const std::vector<std::string>& more) {
  std::string out = "/";
  if (!request.bucket.empty()) out += request.bucket + "/" + request.key;
  Pairs parts;
  for (const auto& pair : request.query) {
    const std::string& name = pair.first;
    if (std::find(kResources.begin(), kResources.end(), name) != kResources.end() ||
        name.starts_with("x-oss-") || std::find(more.begin(), more.end(), name) != more.end())
      parts.push_back(pair);
  }
  std::sort(parts.begin(), parts.end());
  char mark = '?';
  for (const auto& [name, value] : parts) {
    out += mark + name;
    if (!value.empty()) out += "=" + value;
    mark = '&';
  }
  return out;
}

void finish(Signed& out, const Signable& request, const std::string& secret, const std::string& date,
            const std::vector<std::string>& more) {
  std::string headers;
  for (const auto& [name, value] : header_map(request.headers)) {
    if (name.starts_with("x-oss-")) headers += name + ":" + value + "\n";
  }
  out.string_to_sign =
      fmt::format("{}\n{}\n{}\n{}\n{}{}", request.method, find_value(request.headers, "content-md5"),
                  find_value(request.headers, "content-type"), date, headers, resource_of(request, more));
  out.signature = base64(hmac_sha1(secret, out.string_to_sign));
}

}  // namespace

Signed sign_oss1(Signable request, const Credentials& credentials, const std::string& date,
                 const std::vector<std::string>& more_resources) {
  Signed out;
  if (!credentials.token.empty())
    add_missing(request.headers, out.added, "x-oss-security-token", credentials.token);
  finish(out, request, credentials.secret, date, more_resources);
  out.added.emplace_back("Authorization", fmt::format("OSS {}:{}", credentials.id, out.signature));
  return out;
}

Signed presign_oss1(Signable request, const Credentials& credentials, uint64_t expires_at) {
  Signed out;
  if (!credentials.token.empty()) add_missing(request.query, out.added, "security-token", credentials.token);
  const std::string date = fmt::format("{}", expires_at);
  finish(out, request, credentials.secret, date, {});
  out.added.emplace_back("OSSAccessKeyId", credentials.id);
  out.added.emplace_back("Expires", date);
  out.added.emplace_back("Signature", out.signature);
  return out;
}

}  // namespace theta::cloud
