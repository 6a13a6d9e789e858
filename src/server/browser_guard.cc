#include "server/browser_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <string>

#include "server/answers.h"
#include "server/gate.h"

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

bool is_listed(const AccessOptions& options, std::string_view origin) {
  return std::find(options.origins.begin(), options.origins.end(), origin) != options.origins.end();
}

// Those who watch the server may ask from anywhere; they learn nothing that needs protection.
bool is_for_watchers(const http::Request& request) {
  const std::string path = request.path();
  return path == "/healthz" || path == "/readyz";
}

std::optional<http::Response> refuse_change(const AccessOptions& options, const http::Request& request) {
  const std::string_view origin = request.header_or_empty("Origin");
  const std::string_view site = request.header_or_empty("Sec-Fetch-Site");
  if (!origin.empty() && is_listed(options, origin)) return std::nullopt;
  const std::string own =
      (request.peer().encrypted ? "https://" : "http://") + std::string(request.header_or_empty("Host"));
  const bool same = origin.empty() || origin == own;
  if (same && (site.empty() || site == "same-origin" || site == "none")) return std::nullopt;
  return problem(403, "not_allowed", "Origin: pages of other origins may not change anything here",
                 request.id());
}

http::Response preflight_answer() {
  http::Response response(204);
  response.set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  response.set("Access-Control-Allow-Headers",
               "Authorization, Content-Type, Content-Range, Idempotency-Key, If-Match, If-None-Match, "
               "Last-Event-ID, Range, X-CSRF-Token");
  response.set("Access-Control-Max-Age", "600");
  return response;
}

}  // namespace

bool is_loopback(std::string_view address) {
  const std::string text(address);
  in_addr four{};
  in6_addr six{};
  if (::inet_pton(AF_INET, text.c_str(), &four) == 1) return (::ntohl(four.s_addr) >> 24) == 127;
  return ::inet_pton(AF_INET6, text.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

bool is_address(std::string_view given) {
  const std::string text(given);
  in6_addr any{};
  return ::inet_pton(AF_INET, text.c_str(), &any) == 1 || ::inet_pton(AF_INET6, text.c_str(), &any) == 1;
}

std::optional<http::Response> guard(const AccessOptions& options, const http::Request& request) {
  const std::string_view host = request.header_or_empty("Host");
  if (!options.accounts && !host.empty() && !is_this_machine(host))
    return problem(403, "not_allowed", "Host: is not this machine", request.id());
  const bool safe = request.peer().encrypted || options.plain_http || is_loopback(request.peer().address);
  if (options.accounts && !safe && !is_for_watchers(request))
    return problem(403, "not_allowed", "passwords and texts need HTTPS here", request.id());
  const bool preflight = request.method() == "OPTIONS" && request.header("Access-Control-Request-Method");
  if (preflight && is_listed(options, request.header_or_empty("Origin"))) return preflight_answer();
  // A page cannot make a browser add a key; who sends one is no browser that is led astray.
  const bool with_key = options.accounts && request.header("Authorization");
  if (is_safe_method(request.method()) || with_key) return std::nullopt;
  return refuse_change(options, request);
}

void allow_origin(const AccessOptions& options, const http::Request& request, http::Response& response) {
  if (options.origins.empty()) return;
  response.add("Vary", "Origin");
  const std::string_view origin = request.header_or_empty("Origin");
  if (!is_listed(options, origin)) return;
  response.set("Access-Control-Allow-Origin", origin);
  response.set("Access-Control-Allow-Credentials", "true");
  response.set("Access-Control-Expose-Headers",
               "Content-Disposition, ETag, Idempotent-Replayed, Location, Retry-After, X-Request-Id");
}

Status check_origin(std::string_view origin, std::string_view place) {
  std::string_view rest = origin;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (origin.starts_with(scheme)) rest = origin.substr(scheme.size());
  }
  const bool clean = !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view(".-:[]").find(c) < 5;
  });
  if (rest.size() < origin.size() && clean) return {};
  return usage_error("{}: {} is no origin; it looks like https://topics.example.org", place, origin);
}

}  // namespace theta::server
