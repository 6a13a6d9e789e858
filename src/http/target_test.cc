#include "http/target.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace theta::http {
namespace {

using Segments = std::vector<std::string>;
using Query = std::vector<std::pair<std::string, std::string>>;

Target parsed(std::string_view text) {
  const auto target = parse_target("GET", text);
  EXPECT_TRUE(std::holds_alternative<Target>(target)) << text;
  return std::holds_alternative<Target>(target) ? std::get<Target>(target) : Target{};
}

bool refused(std::string_view text, std::string_view method = "GET") {
  return std::holds_alternative<Refusal>(parse_target(method, text));
}

TEST(Target, SplitsThePathBeforeItDecodes) {
  EXPECT_EQ(parsed("/").segments, Segments{""});
  EXPECT_EQ(parsed("/a/b").segments, (Segments{"a", "b"}));
  EXPECT_EQ(parsed("/a//b/").segments, (Segments{"a", "", "b", ""}));
  EXPECT_EQ(parsed("/a%2Fb/c").segments, (Segments{"a/b", "c"}));
  EXPECT_EQ(parsed("/%E6%8A%A5%E5%91%8A.csv").segments, Segments{"报告.csv"});
  EXPECT_EQ(parsed("/a+b").segments, Segments{"a+b"});
}

TEST(Target, DecodesOnce) {
  EXPECT_EQ(parsed("/%2561").segments, Segments{"%61"});
  EXPECT_EQ(parsed("/%252e%252e").segments, Segments{"%2e%2e"});
  EXPECT_EQ(parsed("/?a=%2526").query, (Query{{"a", "%26"}}));
}

TEST(Target, ReadsTheQuery) {
  EXPECT_EQ(parsed("/?a=1&b=x+y&c=%E6%96%87&d&=e&&f=g=h").query,
            (Query{{"a", "1"}, {"b", "x y"}, {"c", "文"}, {"d", ""}, {"", "e"}, {"f", "g=h"}}));
  EXPECT_TRUE(parsed("/?").query.empty());
  EXPECT_EQ(parsed("/?a=b?c").query, (Query{{"a", "b?c"}}));
}

TEST(Target, TakesTheAbsoluteForm) {
  EXPECT_EQ(parsed("http://example.org/a?b=c").segments, Segments{"a"});
  EXPECT_EQ(parsed("HTTPS://example.org").segments, Segments{""});
  EXPECT_EQ(parsed("http://example.org?b=c").query, (Query{{"b", "c"}}));
}

TEST(Target, RefusesWhatNoClientMeans) {
  for (const char* text :
       {"a",     "*",       "/%",        "/%4",     "/%zz",      "/%00",           "/%0a",       "/.",
        "/..",   "/a/../b", "/%2e%2e/a", "/a/%2E",  "/%ff",      "/%c0%ae",        "/%ed%a0%80", "/#a",
        "/?a=%", "/?a=%00", "/?%0a=b",   "/?a=%fe", "ftp://a/b", "example.org:443"}) {
    EXPECT_TRUE(refused(text)) << text;
  }
  EXPECT_FALSE(refused("*", "OPTIONS"));
}

}  // namespace
}  // namespace theta::http
