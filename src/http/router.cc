#include "http/router.h"

#include <algorithm>
#include <map>

#include "base/assert.h"
#include "http/characters.h"

namespace theta::http {
namespace {

std::vector<std::string_view> split(std::string_view path) {
  THETA_ASSERT(path.starts_with('/'));
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const size_t end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

/// One segment of the templates; the routes that end here differ by method.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::vector<const Route*> routes;
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(std::string_view method, std::string_view path, Handler handler, RouteOptions options) {
  THETA_ASSERT(is_token(method) && handler != nullptr);
  Node* node = root_.get();
  for (const std::string_view segment : split(path)) {
    std::unique_ptr<Node>& next =
        is_parameter(segment) ? node->parameter : node->literals[std::string(segment)];
    if (next == nullptr) next = std::make_unique<Node>();
    node = next.get();
  }
  const bool is_new = std::none_of(node->routes.begin(), node->routes.end(),
                                   [&](const Route* r) { return r->method == method; });
  THETA_ASSERT(is_new);
  routes_.push_back(
      std::make_unique<Route>(Route{std::string(method), std::string(path), std::move(handler), options}));
  node->routes.push_back(routes_.back().get());
}

void Router::set_fallback(Handler handler) {
  fallback_ = std::make_unique<Route>(Route{"GET", "", std::move(handler), {}});
}

const Router::Node* Router::find(const Node& node, const std::vector<std::string>& segments, size_t at,
                                 std::vector<std::string_view>& values) const {
  if (at == segments.size()) return node.routes.empty() ? nullptr : &node;
  const auto literal = node.literals.find(segments[at]);
  if (literal != node.literals.end()) {
    if (const Node* found = find(*literal->second, segments, at + 1, values)) return found;
  }
  if (node.parameter == nullptr || segments[at].empty()) return nullptr;
  values.push_back(segments[at]);
  if (const Node* found = find(*node.parameter, segments, at + 1, values)) return found;
  values.pop_back();
  return nullptr;
}

Router::Match Router::match(std::string_view method, const Target& target) const {
  Match match;
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  std::vector<std::string_view> values;
  const Node* node = find(*root_, target.segments, 0, values);
  if (node == nullptr) {
    if (wanted == "GET") match.route = fallback_.get();
    return match;
  }
  for (const Route* route : node->routes) {
    if (route->method == wanted) match.route = route;
  }
  if (match.route == nullptr) {
    for (const Route* route : node->routes) {
      match.allow += route->method + ", ";
      if (route->method == "GET") match.allow += "HEAD, ";
    }
    match.allow += "OPTIONS";
    return match;
  }
  size_t value = 0;
  for (const std::string_view segment : split(match.route->path)) {
    if (is_parameter(segment)) {
      match.params.emplace_back(segment.substr(1, segment.size() - 2), values[value++]);
    }
  }
  return match;
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> all;
  for (const auto& route : routes_) all.push_back(route.get());
  return all;
}

}  // namespace theta::http
