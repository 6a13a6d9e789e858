#include "http/router.h"

#include <gtest/gtest.h>

namespace theta::http {
namespace {

Router router_of(const std::vector<std::pair<std::string, std::string>>& routes) {
  Router router;
  for (const auto& [method, path] : routes) router.add(method, path, [](Request&) { return Response(204); });
  return router;
}

/// The template that a request finds, with its parameters; or the methods that would.
std::string found(const Router& router, std::string_view method, std::string_view path) {
  const auto target = parse_target(method, path);
  const Router::Match match = router.match(method, std::get<Target>(target));
  if (match.route == nullptr) return "allow " + match.allow;
  std::string text = match.route->path;
  for (const auto& [name, value] : match.params) text += " " + name + "=" + value;
  return text;
}

TEST(Router, FindsTemplatesAndPrefersLiterals) {
  const Router router = router_of({{"GET", "/"},
                                   {"GET", "/api/tasks"},
                                   {"POST", "/api/tasks"},
                                   {"GET", "/api/tasks/{id}"},
                                   {"POST", "/api/tasks/special"},
                                   {"GET", "/api/tasks/{id}/files/{name}"},
                                   {"GET", "/api/tasks/special/logs"}});
  EXPECT_EQ(found(router, "GET", "/"), "/");
  EXPECT_EQ(found(router, "HEAD", "/api/tasks"), "/api/tasks");
  EXPECT_EQ(found(router, "GET", "/api/tasks/17"), "/api/tasks/{id} id=17");
  EXPECT_EQ(found(router, "GET", "/api/tasks/a%2Fb"), "/api/tasks/{id} id=a/b");
  EXPECT_EQ(found(router, "GET", "/api/tasks/special/files/x"),
            "/api/tasks/{id}/files/{name} id=special name=x");
  EXPECT_EQ(found(router, "GET", "/api/tasks/special/logs"), "/api/tasks/special/logs");
  EXPECT_EQ(found(router, "PUT", "/api/tasks"), "allow GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(found(router, "GET", "/api/tasks/special"), "allow POST, OPTIONS");
  EXPECT_EQ(found(router, "GET", "/api/tasks/"), "allow ");
  EXPECT_EQ(found(router, "GET", "/api"), "allow ");
  EXPECT_EQ(found(router, "get", "/api/tasks"), "allow GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(router.routes().size(), 7U);
  EXPECT_EQ(router.routes()[3]->path, "/api/tasks/{id}");
}

TEST(Router, FallbackTakesTheRest) {
  Router router = router_of({{"POST", "/api/a"}});
  router.set_fallback([](Request&) { return Response(204); });
  EXPECT_EQ(found(router, "GET", "/anything/else"), "");
  EXPECT_EQ(found(router, "POST", "/anything/else"), "allow ");
  EXPECT_EQ(found(router, "GET", "/api/a"), "allow POST, OPTIONS");
}

TEST(RouterDeath, BadTemplatesAreOurMistakes) {
  Router router = router_of({{"GET", "/a/{id}"}});
  EXPECT_DEATH(router.add("GET", "/a/{other}", [](Request&) { return Response(); }), "is_new");
  EXPECT_DEATH(router.add("GET", "a", [](Request&) { return Response(); }), "starts_with");
}

}  // namespace
}  // namespace theta::http
