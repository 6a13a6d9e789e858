#include "webhooks/public_address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace theta::webhooks {
namespace {

using V4 = uint32_t;                 // host order
using V6 = std::array<uint8_t, 16>;  // network order

struct V4Range {
  V4 first;
  int bits;
};
constexpr V4 v4(V4 a, V4 b, V4 c, V4 d) {
  return a << 24 | b << 16 | c << 8 | d;
}
// Source: IANA IPv4 Special-Purpose Address Registry, and multicast.
constexpr V4Range kNotPublicV4[] = {
    {v4(0, 0, 0, 0), 8},      {v4(10, 0, 0, 0), 8},     {v4(100, 64, 0, 0), 10}, {v4(127, 0, 0, 0), 8},
    {v4(169, 254, 0, 0), 16}, {v4(172, 16, 0, 0), 12},  {v4(192, 0, 0, 0), 24},  {v4(192, 0, 2, 0), 24},
    {v4(192, 88, 99, 0), 24}, {v4(192, 168, 0, 0), 16}, {v4(198, 18, 0, 0), 15}, {v4(198, 51, 100, 0), 24},
    {v4(203, 0, 113, 0), 24}, {v4(224, 0, 0, 0), 4},    {v4(240, 0, 0, 0), 4},
};

bool is_public(V4 address) {
  return std::none_of(std::begin(kNotPublicV4), std::end(kNotPublicV4), [address](const V4Range& range) {
    return (address ^ range.first) >> (32 - range.bits) == 0;
  });
}

struct V6Range {
  std::array<uint8_t, 6> first;  // the bytes that count
  int bits;
};
// Inside 2000::/3, which alone is public. Source: IANA IPv6 Special-Purpose Address Registry.
constexpr V6Range kNotPublicV6[] = {
    {{0x20, 0x01, 0x00}, 23},        // protocol assignments, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x3f, 0xff}, 20},              // documentation
};

bool starts_with(const V6& address, const std::array<uint8_t, 6>& first, int bits) {
  for (int i = 0; i < bits; ++i) {
    const int mask = 0x80 >> (i % 8);
    if ((address[i / 8] & mask) != (first[i / 8] & mask)) return false;
  }
  return true;
}

V4 v4_in(const V6& address, size_t at) {
  return v4(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool all_zero(const V6& address, size_t first, size_t last) {
  return std::all_of(address.begin() + first, address.begin() + last, [](uint8_t byte) { return byte == 0; });
}

bool is_public(const V6& address) {
  if (all_zero(address, 0, 10) && address[10] == 0xff && address[11] == 0xff)
    return is_public(v4_in(address, 12));
  if (starts_with(address, {0x00, 0x64, 0xff, 0x9b, 0x00, 0x00}, 48) && all_zero(address, 6, 12))
    return is_public(v4_in(address, 12));
  if (starts_with(address, {0x20, 0x02}, 16)) return is_public(v4_in(address, 2));
  if (!starts_with(address, {0x20}, 3)) return false;
  return std::none_of(std::begin(kNotPublicV6), std::end(kNotPublicV6), [&address](const V6Range& range) {
    return starts_with(address, range.first, range.bits);
  });
}

}  // namespace

bool is_public_address(const std::string& address) {
  in_addr four{};
  if (::inet_pton(AF_INET, address.c_str(), &four) == 1) return is_public(ntohl(four.s_addr));
  V6 six{};
  return ::inet_pton(AF_INET6, address.c_str(), six.data()) == 1 && is_public(six);
}

Result<std::vector<std::string>> resolve(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int failed = ::getaddrinfo(host.c_str(), nullptr, &hints, &list);
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owned(list, [](addrinfo* one) {
    if (one != nullptr) ::freeaddrinfo(one);
  });
  if (failed != 0)
    return make_error(ErrorKind::kUnavailable, "{} has no address: {}", host, ::gai_strerror(failed));
  std::vector<std::string> found;
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    // A scope ("%eth0") stays in the text, and makes it no address, so no public one.
    if (::getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) ==
        0)
      found.emplace_back(text.data());
  }
  if (found.empty()) return make_error(ErrorKind::kUnavailable, "{} has no address", host);
  return found;
}

}  // namespace theta::webhooks
