#include "server/digest.h"

#include "base/encoding.h"
#include "base/trim.h"

namespace theta::server {
namespace {

constexpr size_t kBytes = 32;

}  // namespace

Result<std::optional<std::string>> announced_sha256(const http::Request& request) {
  std::string_view rest = request.header_or_empty("Repr-Digest");
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(','), rest.size());
    const std::string_view member = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    constexpr std::string_view kName = "sha-256=";
    if (!member.starts_with(kName)) continue;
    const std::string_view value = member.substr(kName.size());
    std::optional<std::string> bytes;
    if (value.size() > 2 && value.front() == ':' && value.back() == ':')
      bytes = base64_decoded(value.substr(1, value.size() - 2));
    if (!bytes || bytes->size() != kBytes)
      return usage_error("Repr-Digest: sha-256 must be 32 bytes in Base64 between colons");
    return std::optional(hex(*bytes));
  }
  return std::optional<std::string>();
}

}  // namespace theta::server
