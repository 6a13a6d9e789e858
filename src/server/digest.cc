#include "server/digest.h"

#include <array>

#include "base/trim.h"

namespace theta::server {
namespace {

constexpr size_t kBytes = 32;
constexpr size_t kCharacters = 44;  // of 32 bytes in Base64, with one '=' at the end

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

// 32 bytes of Base64 (RFC 4648, section 4) as hexadecimal; nothing for anything else.
std::optional<std::string> hex_of(std::string_view base64) {
  if (base64.size() != kCharacters || base64.back() != '=') return std::nullopt;
  std::string hex;
  uint32_t bits = 0;
  int held = 0;
  for (const char c : base64.substr(0, kCharacters - 1)) {
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6 | static_cast<uint32_t>(value)) & 0xFFFF;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    hex += fmt::format("{:02x}", bits >> held & 0xFF);
  }
  return hex.size() == 2 * kBytes ? std::optional<std::string>(hex) : std::nullopt;
}

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
    std::optional<std::string> hex;
    if (value.size() > 2 && value.front() == ':' && value.back() == ':')
      hex = hex_of(value.substr(1, value.size() - 2));
    if (!hex) return usage_error("Repr-Digest: sha-256 must be 32 bytes in Base64 between colons");
    return hex;
  }
  return std::optional<std::string>();
}

}  // namespace theta::server
