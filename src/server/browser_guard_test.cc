#include "server/browser_guard.h"

#include <gtest/gtest.h>

namespace theta::server {
namespace {

std::unique_ptr<http::Request> request(const std::string& method, const std::string& fields,
                                       const http::Peer& peer = {"127.0.0.1", false}) {
  auto parsed = http::Request::parse(method + " /api/datasets HTTP/1.1\r\n" + fields + "\r\n");
  auto made = std::get<std::unique_ptr<http::Request>>(std::move(parsed));
  made->set_peer(peer);
  return made;
}

const AccessOptions kAccounts = {.accounts = true, .origins = {"https://topics.example.org"}};
const http::Peer kOutside = {"203.0.113.7", true};

bool refused(const AccessOptions& options, const std::string& method, const std::string& fields,
             const http::Peer& peer = {"127.0.0.1", false}) {
  const auto answer = guard(options, *request(method, fields, peer));
  return answer && answer->status() == 403;
}

TEST(BrowserGuardTest, WithAccountsAnyHostWillDoButPlainHttpWillNot) {
  EXPECT_FALSE(refused(kAccounts, "GET", "Host: topics.example.org\r\n", kOutside));
  EXPECT_TRUE(refused(kAccounts, "GET", "Host: topics.example.org\r\n", {"203.0.113.7", false}));
  const AccessOptions plain = {.accounts = true, .plain_http = true};
  EXPECT_FALSE(refused(plain, "GET", "Host: topics.example.org\r\n", {"203.0.113.7", false}));
  EXPECT_TRUE(refused({}, "GET", "Host: topics.example.org\r\n"));
}

TEST(BrowserGuardTest, OriginIsSchemeAndHostOfTheRequestOrListed) {
  const std::string host = "Host: theta.example\r\n";
  EXPECT_FALSE(refused(kAccounts, "POST", host + "Origin: https://theta.example\r\n", kOutside));
  EXPECT_TRUE(refused(kAccounts, "POST", host + "Origin: http://theta.example\r\n", kOutside));
  EXPECT_TRUE(refused(kAccounts, "POST", host + "Origin: https://theta.example:444\r\n", kOutside));
  EXPECT_FALSE(refused(kAccounts, "POST", host + "Origin: https://topics.example.org\r\n", kOutside));
  EXPECT_FALSE(refused(kAccounts, "GET", host + "Origin: https://evil.example\r\n", kOutside));
}

TEST(BrowserGuardTest, KeysAreNoBrowsersExceptWithoutAccounts) {
  const std::string fields =
      "Host: localhost\r\nOrigin: https://evil.example\r\nAuthorization: Bearer theta_x\r\n";
  EXPECT_FALSE(refused(kAccounts, "POST", fields));
  EXPECT_TRUE(refused({}, "POST", fields));
}

TEST(BrowserGuardTest, AnswersPreflightsOfListedOriginsOnly) {
  const std::string ask = "Host: a\r\nAccess-Control-Request-Method: PATCH\r\nOrigin: ";
  const auto answer = guard(kAccounts, *request("OPTIONS", ask + "https://topics.example.org\r\n"));
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status(), 204);
  EXPECT_FALSE(guard(kAccounts, *request("OPTIONS", ask + "https://evil.example\r\n")).has_value());
  http::Response response(200);
  allow_origin(kAccounts, *request("GET", "Host: a\r\nOrigin: https://evil.example\r\n"), response);
  EXPECT_FALSE(response.field("Access-Control-Allow-Origin").has_value());
  EXPECT_EQ(response.field("Vary"), "Origin");
}

TEST(BrowserGuardTest, KnowsOrigins) {
  for (const char* const good :
       {"https://topics.example.org", "http://localhost:3000", "https://[2001:db8::1]:8443"})
    EXPECT_TRUE(check_origin(good, "x").ok()) << good;
  for (const char* const bad : {"", "*", "null", "https://", "https://A.example", "https://a.example/",
                                "https://a.example/x", "ftp://a.example", "a.example", "https://a b"})
    EXPECT_FALSE(check_origin(bad, "x").ok()) << bad;
}

}  // namespace
}  // namespace theta::server
