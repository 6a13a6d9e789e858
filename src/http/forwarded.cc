#include "http/forwarded.h"

#include <algorithm>

#include "http/characters.h"

namespace theta::http {
namespace {

bool is_address(std::string_view text) {
  return !text.empty() && text.size() <= 45 && std::all_of(text.begin(), text.end(), [](char c) {
    const char small = lower_case(c);
    return (c >= '0' && c <= '9') || (small >= 'a' && small <= 'f') || c == '.' || c == ':';
  });
}

}  // namespace

bool is_trusted(std::string_view address, const std::vector<std::string>& proxies) {
  return std::find(proxies.begin(), proxies.end(), address) != proxies.end();
}

Peer find_peer(const Request& request, const std::string& address, bool encrypted,
               const std::vector<std::string>& proxies) {
  Peer peer{address, encrypted};
  if (!is_trusted(address, proxies)) return peer;
  if (same_ignoring_case(request.header_or_empty("X-Forwarded-Proto"), "https")) peer.encrypted = true;
  std::vector<std::string_view> hops;
  for (const FieldView& field : request.head().fields) {
    if (!same_ignoring_case(field.name, "X-Forwarded-For")) continue;
    std::string_view rest = field.value;
    for (std::string_view hop = next_element(rest); !hop.empty(); hop = next_element(rest))
      hops.push_back(hop);
  }
  for (auto hop = hops.rbegin(); hop != hops.rend() && is_address(*hop); ++hop) {
    peer.address = *hop;
    if (!is_trusted(*hop, proxies)) break;
  }
  return peer;
}

}  // namespace theta::http
