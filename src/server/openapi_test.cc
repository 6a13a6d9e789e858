#include "server/openapi.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/temporary_folder.h"
#include "server/routes.h"

namespace theta::server {
namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

std::set<std::string> documented() {
  const auto document = formats::parse_json(openapi_document(), "openapi.json");
  std::set<std::string> routes;
  if (!document.ok()) return routes;
  for (const auto& [path, item] : document.value().at("paths").items()) {
    for (const auto& [method, operation] : item.items()) {
      if (method != "parameters") routes.insert(upper(method) + " " + path);
    }
  }
  return routes;
}

TEST(OpenapiTest, TellsExactlyTheRoutesOfTheRouter) {
  const TemporaryFolder folder;
  const auto services = Services::open({.data = folder.path()});
  ASSERT_TRUE(services.ok()) << services.error().message;
  Application app(*services.value());
  const http::Router router = make_router(app);
  std::set<std::string> routed;
  for (const http::Route* const route : router.routes()) routed.insert(route->method + " " + route->path);
  EXPECT_EQ(documented(), routed);
}

// Every {name} of a path is declared, and every reference has its target.
TEST(OpenapiTest, HoldsTogether) {
  const auto document = formats::parse_json(openapi_document(), "openapi.json");
  ASSERT_TRUE(document.ok()) << document.error().message;
  for (const auto& [path, item] : document.value().at("paths").items()) {
    const size_t declared = item.contains("parameters") ? item.at("parameters").size() : 0;
    EXPECT_EQ(static_cast<size_t>(std::count(path.begin(), path.end(), '{')), declared) << path;
  }
  const std::string text = document.value().dump();
  const std::string start = "\"#/components/";
  size_t found = 0;
  for (size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
    const size_t name = at + start.size() - 1;
    const std::string target = text.substr(name, text.find('"', name) - name);
    EXPECT_TRUE(document.value().at("components").contains(formats::Json::json_pointer(target))) << target;
    ++found;
  }
  EXPECT_GT(found, 30u);
}

}  // namespace
}  // namespace theta::server
