#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace theta::webhooks {

/// Whether a numeric IPv4 or IPv6 address belongs to the public Internet: none of the ranges that IANA's
/// special-purpose registries (RFC 6890) set aside for this machine, private and shared networks, links,
/// tests, tunnels or groups. An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged by itself.
/// What is no address is not public.
bool is_public_address(const std::string& address);

/// The addresses of a host name, or of an address in any spelling that the system reads ("127.1",
/// "0x7f000001"). kUnavailable when there are none now.
Result<std::vector<std::string>> resolve(const std::string& host);

}  // namespace theta::webhooks
