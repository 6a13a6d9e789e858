#include "server/request_body.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"
#include "server/browser_guard.h"
#include "server/records.h"
#include "server/services.h"

namespace theta::server {
namespace {

std::unique_ptr<http::Request> request(const std::string& line,
                                       const std::string& fields = "Host: localhost") {
  auto parsed = http::Request::parse(line + " HTTP/1.1\r\n" + fields + "\r\n\r\n");
  auto* found = std::get_if<std::unique_ptr<http::Request>>(&parsed);
  return found == nullptr ? nullptr : std::move(*found);
}

TEST(RequestBodyTest, CountsLevelsOutsideStrings) {
  EXPECT_FALSE(is_too_deep(std::string(kDeepestJson, '[')));
  EXPECT_TRUE(is_too_deep(std::string(kDeepestJson + 1, '[')));
  EXPECT_FALSE(is_too_deep("\"" + std::string(100, '[') + "\""));
  EXPECT_FALSE(is_too_deep(R"({"a\"[[": ")" + std::string(100, '{') + "\"}"));
  std::string flat;
  for (int i = 0; i < 100; ++i) flat += "[],";
  EXPECT_FALSE(is_too_deep(flat));
}

TEST(RequestBodyTest, ReadsPages) {
  const auto page = read_page(*request("GET /x?limit=7&offset=9"));
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page.value().limit, 7);
  EXPECT_EQ(page.value().offset, 9);
  for (const char* const query : {"limit=-1", "limit=1001", "limit=", "limit=7x", "offset=-1", "limt=7"}) {
    EXPECT_FALSE(read_page(*request(std::string("GET /x?") + query)).ok()) << query;
  }
}

TEST(RequestBodyTest, ReadsIfMatch) {
  EXPECT_EQ(expected_revision(*request("GET /x", "Host: a\r\nIf-Match: \"12\"")).value(), 12);
  EXPECT_EQ(expected_revision(*request("GET /x")).value(), std::nullopt);
  EXPECT_FALSE(expected_revision(*request("GET /x", "Host: a\r\nIf-Match: 12")).ok());
  EXPECT_FALSE(expected_revision(*request("GET /x", "Host: a\r\nIf-Match: W/\"12\"")).ok());
}

TEST(RequestBodyTest, ChecksNames) {
  EXPECT_TRUE(check_name("评论 2024", "name").ok());
  EXPECT_FALSE(check_name("", "name").ok());
  EXPECT_FALSE(check_name("two\nlines", "name").ok());
  EXPECT_FALSE(check_name("\xff", "name").ok());
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "好";
  EXPECT_TRUE(check_name(longest, "name").ok());
  EXPECT_FALSE(check_name(longest + "x", "name").ok());
}

TEST(RecordsTest, TellsTimesInUtc) {
  EXPECT_EQ(time_text(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(time_text(951782400123), "2000-02-29T00:00:00.123Z");
}

TEST(BrowserGuardTest, KnowsThisMachine) {
  for (const char* const address : {"127.0.0.1", "127.9.8.7", "::1"})
    EXPECT_TRUE(is_loopback(address)) << address;
  for (const char* const address : {"0.0.0.0", "::", "192.168.1.2", "128.0.0.1", "localhost", "1", ""}) {
    EXPECT_FALSE(is_loopback(address)) << address;
  }
}

TEST(BrowserGuardTest, RefusesForeignHostsAndOrigins) {
  const auto refused = [](const char* line, const std::string& fields) {
    return guard({}, *request(line, fields)).has_value();
  };
  EXPECT_FALSE(refused("GET /", "Host: localhost:8000"));
  EXPECT_FALSE(refused("GET /", "Host: [::1]:8000"));
  EXPECT_TRUE(refused("GET /", "Host: evil.example"));
  EXPECT_TRUE(refused("GET /", "Host: 127.0.0.1.evil.example"));
  EXPECT_FALSE(refused("POST /", "Host: localhost:8000"));
  EXPECT_FALSE(refused("POST /", "Host: localhost:8000\r\nOrigin: http://localhost:8000"));
  EXPECT_TRUE(refused("POST /", "Host: localhost:8000\r\nOrigin: http://localhost:9000"));
  EXPECT_TRUE(refused("POST /", "Host: localhost:8000\r\nOrigin: null"));
  EXPECT_TRUE(refused("DELETE /", "Host: localhost\r\nSec-Fetch-Site: cross-site"));
}

}  // namespace
}  // namespace theta::server
