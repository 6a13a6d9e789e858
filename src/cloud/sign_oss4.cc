#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "base/encoding.h"
#include "base/lower_case.h"
#include "base/hash.h"
#include "cloud/digests.h"
#include "cloud/percent.h"
#include "cloud/signature.h"
#include "cloud/signature_parts.h"

namespace theta::cloud {
namespace {

constexpr const char* kAlgorithm = "OSS4-HMAC-SHA256";
constexpr const char* kUnsigned = "UNSIGNED-PAYLOAD";

bool signed_anyway(const std::string& name) {
  return name.starts_with("x-oss-") || name == "content-type" || name == "content-md5";
}

// Names of `also` that the request has and that are not signed anyway, sorted, with ; between.
std::string additional_names(const Pairs& headers, const std::vector<std::string>& also) {
  const std::map<std::string, std::string> present = header_map(headers);
  std::set<std::string> names;
  for (const std::string& name : also) {
    const std::string lower = lower_case(name);
    if (present.contains(lower) && !signed_anyway(lower)) names.insert(lower);
  }
  return fmt::format("{}", fmt::join(names, ";"));
}

std::string scope_of(const std::string& region, const std::string& product, Moment time) {
  return fmt::format("{}/{}/{}/aliyun_v4_request", compact_date(time), region, product);
}

std::string canonical_uri(const Signable& request) {
  if (request.bucket.empty()) return "/";
  return percent_encode_path(fmt::format("/{}/{}", request.bucket, request.key));
}

void finish(Signed& out, const Signable& request, const std::string& additional, const std::string& secret,
            const std::string& region, Moment time) {
  std::string headers;
  const std::string listed = ";" + additional + ";";
  for (const auto& [name, value] : header_map(request.headers)) {
    if (signed_anyway(name) || (!additional.empty() && listed.find(";" + name + ";") != std::string::npos))
      headers += name + ":" + value + "\n";
  }
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, canonical_uri(request),
                  canonical_query(request.query, false), headers, additional, kUnsigned);
  out.string_to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, compact_time(time),
                                   scope_of(region, request.product, time), sha256_hex(canonical));
  const std::string key =
      signing_key("aliyun_v4", secret, compact_date(time), region, request.product, "aliyun_v4_request");
  out.signature = hex(hmac_sha256(key, out.string_to_sign));
}

}  // namespace

Signed sign_oss4(Signable request, const Credentials& credentials, const std::string& region, Moment time,
                 const std::vector<std::string>& also) {
  Signed out;
  add_missing(request.headers, out.added, "x-oss-date", compact_time(time));
  add_missing(request.headers, out.added, "x-oss-content-sha256", kUnsigned);
  if (!credentials.token.empty())
    add_missing(request.headers, out.added, "x-oss-security-token", credentials.token);
  const std::string additional = additional_names(request.headers, also);
  finish(out, request, additional, credentials.secret, region, time);
  out.added.emplace_back("Authorization", fmt::format("{} Credential={}/{}{}{},Signature={}", kAlgorithm,
                                                      credentials.id, scope_of(region, request.product, time),
                                                      additional.empty() ? "" : ",AdditionalHeaders=",
                                                      additional, out.signature));
  return out;
}

Signed presign_oss4(Signable request, const Credentials& credentials, const std::string& region, Moment time,
                    uint64_t seconds, const std::vector<std::string>& also) {
  Signed out;
  const std::string additional = additional_names(request.headers, also);
  out.added = {{"x-oss-signature-version", kAlgorithm},
               {"x-oss-date", compact_time(time)},
               {"x-oss-expires", fmt::format("{}", seconds)},
               {"x-oss-credential", credentials.id + "/" + scope_of(region, request.product, time)}};
  if (!credentials.token.empty()) out.added.emplace_back("x-oss-security-token", credentials.token);
  if (!additional.empty()) out.added.emplace_back("x-oss-additional-headers", additional);
  request.query.insert(request.query.end(), out.added.begin(), out.added.end());
  finish(out, request, additional, credentials.secret, region, time);
  out.added.emplace_back("x-oss-signature", out.signature);
  return out;
}

}  // namespace theta::cloud
