// Small readers and writers of header values: cookies, dates, encodings, addresses, events.
#include <gtest/gtest.h>

#include "http/characters.h"
#include "http/compression.h"
#include "http/cookies.h"
#include "http/event_stream.h"
#include "http/forwarded.h"
#include "http/request_id.h"
#include "http/response.h"

namespace theta::http {
namespace {

std::unique_ptr<Request> request_with(const std::string& fields) {
  auto request = Request::parse("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
  return std::get<std::unique_ptr<Request>>(std::move(request));
}

TEST(Cookies, AreFoundAmongOthers) {
  EXPECT_EQ(find_cookie("a=1; b=2;c=\"3\"", "a"), "1");
  EXPECT_EQ(find_cookie("a=1; b=2;c=\"3\"", "b"), "2");
  EXPECT_EQ(find_cookie("a=1; b=2;c=\"3\"", "c"), "3");
  EXPECT_EQ(find_cookie("xa=1; a=; a=2", "a"), "");
  EXPECT_EQ(find_cookie("x=a=1", "a"), std::nullopt);
  EXPECT_EQ(find_cookie("a=b c; a=d", "a"), "d");
  EXPECT_EQ(find_cookie(";;=;a", "a"), std::nullopt);
  EXPECT_EQ(request_with("Cookie: x=1\r\nCookie: y=2\r\n")->cookie("y"), "2");
}

TEST(Cookies, AreSetSafelyByDefault) {
  EXPECT_EQ(set_cookie_text({.name = "__Host-s", .value = "abc"}),
            "__Host-s=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
  EXPECT_EQ(set_cookie_text({.name = "s",
                             .value = "",
                             .max_age = std::chrono::seconds(0),
                             .secure = false,
                             .http_only = false}),
            "s=; Path=/; Max-Age=0; SameSite=Lax");
  EXPECT_DEATH(set_cookie_text({.name = "s", .value = "a;b"}), "is_cookie_value");
}

TEST(Characters, Utf8IsStrict) {
  EXPECT_TRUE(is_utf8("a\xC3\xA9\xE6\x96\x87\xF0\x9F\x98\x80"));
  for (const char* text : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                           "\xF4\x90\x80\x80", "\xF8"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Encodings, GzipIsChosenByQuality) {
  for (const char* yes : {"gzip", "GZIP", "br, gzip;q=0.5", "*", "*;q=0, gzip", "gzip;q=0.001"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (const char* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "identity", "*;q=0", "*, gzip;q=0"}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

TEST(Forwarded, BelievesTrustedProxiesOnly) {
  const auto request = request_with(
      "X-Forwarded-For: 6.6.6.6, 1.2.3.4\r\nX-Forwarded-For: 10.0.0.2\r\nX-Forwarded-Proto: https\r\n");
  EXPECT_EQ(find_peer(*request, "9.9.9.9", false, {"10.0.0.1"}).address, "9.9.9.9");
  EXPECT_FALSE(find_peer(*request, "9.9.9.9", false, {"10.0.0.1"}).encrypted);
  const Peer peer = find_peer(*request, "10.0.0.1", false, {"10.0.0.1", "10.0.0.2"});
  EXPECT_EQ(peer.address, "1.2.3.4");
  EXPECT_TRUE(peer.encrypted);
  EXPECT_EQ(
      find_peer(*request_with("X-Forwarded-For: <script>\r\n"), "10.0.0.1", false, {"10.0.0.1"}).address,
      "10.0.0.1");
}

TEST(RequestIds, AreNewAndChecked) {
  const std::string id = make_request_id();
  EXPECT_EQ(id.size(), 22U);
  EXPECT_NE(id, make_request_id());
  EXPECT_TRUE(is_request_id(id));
  EXPECT_FALSE(is_request_id("short"));
  EXPECT_FALSE(is_request_id("with blank in it"));
}

TEST(Events, HaveOneLineEachAndNoWayOut) {
  EXPECT_EQ(event_text({"1", "progress", "{}"}), "id: 1\nevent: progress\ndata: {}\n\n");
  EXPECT_EQ(event_text({"", "", "a\nb\r\nc\rd"}), "data: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(event_text({"1\ndata: x", "", ""}), "id: 1 data: x\ndata: \n\n");
}

TEST(Events, AClientThatFallsBehindIsCutOff) {
  EventStream stream(100);
  int woken = 0;
  stream.attach([&] { ++woken; });
  EXPECT_TRUE(stream.send({"", "", std::string(50, 'x')}));
  EXPECT_FALSE(stream.send({"", "", std::string(50, 'x')}));
  EXPECT_TRUE(stream.closed());
  EXPECT_FALSE(stream.send({"", "", "x"}));
  EXPECT_EQ(woken, 2);
  bool ended = false;
  EXPECT_EQ(stream.take(ended), "data: " + std::string(50, 'x') + "\n\n");
  EXPECT_TRUE(ended);
}

TEST(Events, TheHookRunsOnceHoweverLateItIsSet) {
  EventStream stream;
  int called = 0;
  EXPECT_FALSE(stream.detach());
  stream.on_closed([&] { ++called; });
  EXPECT_EQ(called, 1);
  EventStream other;
  other.on_closed([&] { ++called; });
  other.detach()();
  EXPECT_FALSE(other.detach());
  EXPECT_EQ(called, 2);
}

TEST(Responses, NothingStartsAnotherField) {
  Response response;
  response.set("X-A", "a\r\nSet-Cookie: b").attachment("a\"b\r\n.csv");
  EXPECT_EQ(response.field("x-a"), "a  Set-Cookie: b");
  EXPECT_EQ(response.field("Content-Disposition"),
            "attachment; filename=\"a_b__.csv\"; filename*=UTF-8''a%22b%0D%0A.csv");
}

}  // namespace
}  // namespace theta::http
