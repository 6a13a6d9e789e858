#include "server/browser_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <string>

#include "server/answers.h"

namespace theta::server {
namespace {

// "127.0.0.1:8000" and "[::1]:8000" without port and brackets.
std::string host_name(std::string_view host) {
  if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
  return std::string(host.substr(0, host.find(':')));
}

bool is_this_machine(std::string_view host) {
  const std::string name = host_name(host);
  return name == "localhost" || is_loopback(name);
}

}  // namespace

bool is_loopback(std::string_view address) {
  const std::string text(address);
  in_addr four{};
  in6_addr six{};
  if (::inet_pton(AF_INET, text.c_str(), &four) == 1) return (::ntohl(four.s_addr) >> 24) == 127;
  return ::inet_pton(AF_INET6, text.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

std::optional<http::Response> refuse_foreign(const http::Request& request) {
  const std::string_view host = request.header_or_empty("Host");
  if (!host.empty() && !is_this_machine(host))
    return problem(403, "not_allowed", "Host: is not this machine", request.id());
  const std::string_view method = request.method();
  if (method == "GET" || method == "HEAD" || method == "OPTIONS") return std::nullopt;
  const std::string_view origin = request.header_or_empty("Origin");
  const std::string_view site = request.header_or_empty("Sec-Fetch-Site");
  const bool same = origin.empty() || origin == "http://" + std::string(host);
  if (same && (site.empty() || site == "same-origin" || site == "none")) return std::nullopt;
  return problem(403, "not_allowed", "Origin: pages of other origins may not change anything here",
                 request.id());
}

}  // namespace theta::server
