#include <fmt/format.h>

#include "base/encoding.h"
#include "base/hash.h"
#include "cloud/digests.h"
#include "cloud/signature.h"
#include "cloud/signature_parts.h"

namespace theta::cloud {
namespace {

constexpr const char* kAlgorithm = "AWS4-HMAC-SHA256";

std::string scope_of(const std::string& region, Moment time) {
  return fmt::format("{}/{}/s3/aws4_request", compact_date(time), region);
}

std::string names_of(const Pairs& headers) {
  std::string names;
  for (const auto& [name, value] : header_map(headers)) names += (names.empty() ? "" : ";") + name;
  return names;
}

void finish(Signed& out, const Signable& request, const std::string& secret, const std::string& region,
            Moment time, const std::string& payload_hash) {
  std::string headers;
  for (const auto& [name, value] : header_map(request.headers)) headers += name + ":" + value + "\n";
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, request.path,
                  canonical_query(request.query, true), headers, names_of(request.headers), payload_hash);
  out.string_to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, compact_time(time), scope_of(region, time),
                                   sha256_hex(canonical));
  const std::string key = signing_key("AWS4", secret, compact_date(time), region, "s3", "aws4_request");
  out.signature = hex(hmac_sha256(key, out.string_to_sign));
}

}  // namespace

Signed sign_s3(Signable request, const Credentials& credentials, const std::string& region, Moment time,
               const std::string& payload_hash) {
  Signed out;
  add_missing(request.headers, out.added, "x-amz-date", compact_time(time));
  add_missing(request.headers, out.added, "x-amz-content-sha256", payload_hash);
  if (!credentials.token.empty())
    add_missing(request.headers, out.added, "x-amz-security-token", credentials.token);
  finish(out, request, credentials.secret, region, time, payload_hash);
  out.added.emplace_back("Authorization", fmt::format("{} Credential={}/{},SignedHeaders={},Signature={}",
                                                      kAlgorithm, credentials.id, scope_of(region, time),
                                                      names_of(request.headers), out.signature));
  return out;
}

Signed presign_s3(Signable request, const Credentials& credentials, const std::string& region, Moment time,
                  uint64_t seconds, const std::string& payload_hash) {
  Signed out;
  out.added = {{"X-Amz-Algorithm", kAlgorithm},
               {"X-Amz-Credential", credentials.id + "/" + scope_of(region, time)},
               {"X-Amz-Date", compact_time(time)},
               {"X-Amz-Expires", fmt::format("{}", seconds)},
               {"X-Amz-SignedHeaders", names_of(request.headers)}};
  if (!credentials.token.empty()) out.added.emplace_back("X-Amz-Security-Token", credentials.token);
  request.query.insert(request.query.end(), out.added.begin(), out.added.end());
  finish(out, request, credentials.secret, region, time, payload_hash);
  out.added.emplace_back("X-Amz-Signature", out.signature);
  return out;
}

}  // namespace theta::cloud
