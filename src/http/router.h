#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace theta::http {

/// Answers a request. An ordinary blocking function on a pool of threads; may run on many threads at once.
using Handler = std::function<Response(Request&)>;

struct RouteOptions {
  /// Largest body; more is answered 413 without the handler.
  uint64_t body_limit = uint64_t{1} << 20;
  /// The handler starts with the head and pulls the body itself (uploads). Otherwise the whole body is there
  /// when it starts, so that slow clients hold no thread.
  bool streams_body = false;
  /// The handler runs on the network thread, and answers even when the pool is full: for the few that neither
  /// wait nor compute (liveness, a counter).
  bool immediate = false;
};

struct Route {
  std::string method;
  std::string path;  ///< "/api/tasks/{id}"
  Handler handler;
  RouteOptions options;
};

/// Finds the route of a request. Filled before the server starts, not changed after.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// `path` is made of literal segments and {names}, which match one segment each that is not empty. Where
  /// both fit, the literal wins. HEAD is answered by GET. Asserts that the template is well formed and new.
  void add(std::string_view method, std::string_view path, Handler handler, RouteOptions options = {});
  /// Answers GET and HEAD of every path that no template fits (the files of the web app).
  void set_fallback(Handler handler);

  struct Match {
    const Route* route = nullptr;  ///< missing: no template fits, or not with this method
    std::vector<std::pair<std::string, std::string>> params;
    std::string allow;  ///< methods of the templates that fit ("GET, HEAD, OPTIONS"); empty: none fits
  };
  Match match(std::string_view method, const Target& target) const;

  /// All routes in the order of add().
  std::vector<const Route*> routes() const;

 private:
  struct Node;
  const Node* find(const Node& node, const std::vector<std::string>& segments, size_t at,
                   std::vector<std::string_view>& values) const;

  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Route> fallback_;
};

}  // namespace theta::http
