#include <fmt/format.h>

#include <fmt/ranges.h>

#include <map>
#include <set>

#include "base/encoding.h"
#include "base/hash.h"
#include "base/lower_case.h"
#include "base/trim.h"
#include "cloud/digests.h"
#include "cloud/signature.h"
#include "cloud/signature_parts.h"

namespace theta::cloud {
namespace {

constexpr const char* kAlgorithm = "ACS3-HMAC-SHA256";

bool is_signed(const std::string& name) {
  return name == "host" || name == "content-type" || name.starts_with("x-acs-");
}

// Unlike the stores, these services take several values of one name as one, sorted.
std::map<std::string, std::string> signed_headers(const Pairs& headers) {
  std::map<std::string, std::set<std::string>> values;
  for (const auto& [name, value] : headers) {
    const std::string lower = lower_case(name);
    if (is_signed(lower)) values[lower].emplace(trimmed(value));
  }
  std::map<std::string, std::string> joined;
  for (const auto& [name, several] : values) joined[name] = fmt::format("{}", fmt::join(several, ","));
  return joined;
}

}  // namespace

Signed sign_acs3(Signable request, const Credentials& credentials, const std::string& payload_hash) {
  Signed out;
  if (!credentials.token.empty())
    add_missing(request.headers, out.added, "x-acs-security-token", credentials.token);
  std::string headers;
  std::string names;
  for (const auto& [name, value] : signed_headers(request.headers)) {
    headers += name + ":" + value + "\n";
    names += (names.empty() ? "" : ";") + name;
  }
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, request.path,
                  canonical_query(request.query, true), headers, names, payload_hash);
  out.string_to_sign = fmt::format("{}\n{}", kAlgorithm, sha256_hex(canonical));
  out.signature = hex(hmac_sha256(credentials.secret, out.string_to_sign));
  out.added.emplace_back("Authorization", fmt::format("{} Credential={},SignedHeaders={},Signature={}",
                                                      kAlgorithm, credentials.id, names, out.signature));
  return out;
}

}  // namespace theta::cloud
