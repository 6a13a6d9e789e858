#include "cloud/signature_parts.h"

#include <algorithm>

#include "base/lower_case.h"
#include "base/trim.h"
#include "cloud/digests.h"
#include "cloud/percent.h"
#include "cloud/signature.h"

namespace theta::cloud {

std::map<std::string, std::string> header_map(const Pairs& headers) {
  std::map<std::string, std::string> map;
  for (const auto& [name, value] : headers) map[lower_case(name)] = std::string(trimmed(value));
  return map;
}

void add_missing(Pairs& pairs, Pairs& added, const std::string& name, const std::string& value) {
  const std::string lower = lower_case(name);
  for (const auto& [known, unused] : pairs) {
    if (lower_case(known) == lower) return;
  }
  pairs.emplace_back(name, value);
  added.emplace_back(name, value);
}

std::string canonical_query(const Pairs& query, bool always_equals) {
  Pairs encoded;
  for (const auto& [name, value] : query) encoded.emplace_back(percent_encode(name), percent_encode(value));
  std::sort(encoded.begin(), encoded.end());
  std::string out;
  for (const auto& [name, value] : encoded) {
    if (!out.empty()) out += '&';
    out += name;
    if (always_equals || !value.empty()) out += '=' + value;
  }
  return out;
}

std::string signing_key(std::string_view prefix, std::string_view secret, std::string_view date,
                        std::string_view region, std::string_view service, std::string_view terminator) {
  const std::string first = hmac_sha256(std::string(prefix) + std::string(secret), date);
  return hmac_sha256(hmac_sha256(hmac_sha256(first, region), service), terminator);
}

}  // namespace theta::cloud
