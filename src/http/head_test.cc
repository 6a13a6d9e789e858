#include "http/head.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "http/body_decoder.h"

namespace theta::http {
namespace {

/// The status of the refusal; 0 when the head is taken.
int status_of(const std::string& text) {
  const auto head = parse_head(text, {});
  const Refusal* refusal = std::get_if<Refusal>(&head);
  return refusal == nullptr ? 0 : refusal->status;
}

std::string with_field(const std::string& line) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n";
}

TEST(Head, ReadsRequestLineFieldsAndFraming) {
  const std::string text =
      "POST /a?b=c HTTP/1.1\r\nHost: example.org:80\r\nX-Thing:  two words \r\nContent-Length: 12\r\nExpect: "
      "100-Continue\r\n\r\n";
  const auto parsed = parse_head(text, {});
  ASSERT_TRUE(std::holds_alternative<Head>(parsed));
  const Head& head = std::get<Head>(parsed);
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.target, "/a?b=c");
  ASSERT_EQ(head.fields.size(), 4U);
  EXPECT_EQ(head.fields[1].name, "X-Thing");
  EXPECT_EQ(head.fields[1].value, "two words");
  EXPECT_EQ(head.content_length, 12U);
  EXPECT_TRUE(head.expects_continue);
  EXPECT_TRUE(head.keep_alive);
}

TEST(Head, KnowsWhenAConnectionGoesOn) {
  const auto keeps = [](const std::string& text) {
    const auto head = parse_head(text, {});
    return std::holds_alternative<Head>(head) && std::get<Head>(head).keep_alive;
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"));
  EXPECT_FALSE(keeps(with_field("Connection: x, Close")));
  EXPECT_FALSE(keeps(with_field("Connection: keep-alive\r\nConnection: close")));
}

TEST(Head, RefusesWhatTwoParsersCouldReadInTwoWays) {
  const std::vector<std::pair<std::string, int>> cases = {
      {"GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
      {"GET / HTTP/1.1\rHost: a\r\n\r\n", 400},
      {"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},  // the connection overlooks one; the parser none
      {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
      {"GET /\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
      {"GET / http/1.1\r\nHost: a\r\n\r\n", 400},
      {"G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /\x80 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {with_field("Host: b"), 400},
      {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {with_field(" folded"), 400},
      {with_field("X: y\r\n\tfolded"), 400},
      {with_field("X : y"), 400},
      {with_field(": y"), 400},
      {with_field("no colon"), 400},
      {with_field("X\x01: y"), 400},
      {with_field("X: a\x01"), 400},
      {with_field("X: a\x7F"), 400},
      {with_field("Content-Length: 5\r\nContent-Length: 5"), 400},
      {with_field("Content-Length: 5, 5"), 400},
      {with_field("Content-Length: +5"), 400},
      {with_field("Content-Length: -5"), 400},
      {with_field("Content-Length: 0x5"), 400},
      {with_field("Content-Length:"), 400},
      {with_field("Content-Length: 5 5"), 400},
      {with_field("Content-Length: 99999999999999999999999"), 413},
      {with_field("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400},
      {with_field("Transfer-Encoding: gzip, chunked"), 400},
      {with_field("Transfer-Encoding: chunked, identity"), 400},
      {with_field("Transfer-Encoding: xchunked"), 400},
      {with_field("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400},
      {with_field("Transfer-Encoding:"), 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {with_field("Connection: a b"), 400},
      {with_field("Expect: a-miracle"), 417},
  };
  for (const auto& [text, status] : cases) EXPECT_EQ(status_of(text), status) << text;
  EXPECT_EQ(status_of(std::string("GET / HTTP/1.1\r\nHost: a\0\r\n\r\n", 29)), 400);
}

TEST(Head, HoldsItsLimits) {
  const auto line = [](size_t bytes) {
    return "GET /" + std::string(bytes - 16, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
  };
  EXPECT_EQ(status_of(line(8192)), 0);
  EXPECT_EQ(status_of(line(8193)), 414);
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 99; ++i) many += "A: b\r\n";
  EXPECT_EQ(status_of(many + "\r\n"), 0);
  EXPECT_EQ(status_of(many + "A: b\r\n\r\n"), 431);
  EXPECT_EQ(status_of(with_field("A: " + std::string(16'300, 'b'))), 0);
  EXPECT_EQ(status_of(with_field("A: " + std::string(16'400, 'b'))), 431);
}

TEST(HeadScanner, RefusesBeforeTheHeadIsComplete) {
  const auto scan = [](const std::string& bytes) {
    HeadScanner scanner({});
    return scanner.scan(bytes);
  };
  EXPECT_EQ(scan("GET / HT"), HeadScanner::State::kMore);
  EXPECT_EQ(scan("\x16\x03\x01"), HeadScanner::State::kRefused);  // a TLS client at the wrong port
  EXPECT_EQ(scan("GET / HTTP/1.1\n"), HeadScanner::State::kRefused);
  EXPECT_EQ(scan("GET /" + std::string(9000, 'a')), HeadScanner::State::kRefused);
  EXPECT_EQ(scan("{\"json\": 1}"), HeadScanner::State::kRefused);
}

TEST(HeadScanner, GivesTheSameAnswerForAnyCutOfTheBytes) {
  const std::string text = "GET /a HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\nnext";
  HeadScanner scanner({});
  for (size_t end = 1; end + 4 < text.size(); ++end) {
    ASSERT_EQ(scanner.scan(text.substr(0, end)), HeadScanner::State::kMore) << end;
  }
  EXPECT_EQ(scanner.scan(text), HeadScanner::State::kComplete);
  EXPECT_EQ(scanner.size(), text.size() - 4);
}

/// Random edits of good heads. Whatever we take, Beast must take with the same framing: a head that we let
/// through and that another parser reads otherwise is how requests are smuggled.
TEST(Head, WhatIsTakenBeastReadsTheSame) {
  const std::vector<std::string> seeds = {
      "POST /a/b?c=d HTTP/1.1\r\nHost: example.org\r\nContent-Length: 10\r\nConnection: keep-alive\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n",
      "GET / HTTP/1.0\r\nConnection: keep-alive\r\nX-A: \xE6\x96\x87\r\nCookie: a=b; c=\"d\"\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: [::1]:80\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n",
  };
  const std::vector<std::string> pieces = {"\r",
                                           "\n",
                                           "\r\n",
                                           " ",
                                           "\t",
                                           ":",
                                           ",",
                                           "0",
                                           "Content-Length: 3\r\n",
                                           "Transfer-Encoding: chunked\r\n",
                                           "chunked",
                                           "\x0B",
                                           "\xFF",
                                           ";",
                                           "HTTP/1.1",
                                           "Connection: close\r\n"};
  const CounterRandom random(20260101, 1);
  uint64_t draw = 0;
  size_t taken = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text = seeds[random.below(draw++, seeds.size())];
    const uint64_t edits = 1 + random.below(draw++, 3);
    for (uint64_t i = 0; i < edits; ++i) {
      const size_t at = random.below(draw++, text.size());
      const uint64_t kind = random.below(draw++, 4);
      if (kind == 0) text[at] = static_cast<char>(random.below(draw++, 256));
      if (kind == 1) text.insert(at, pieces[random.below(draw++, pieces.size())]);
      if (kind == 2) text.erase(at, 1 + random.below(draw++, 4));
      if (kind == 3) {
        const size_t from = random.below(draw++, text.size());
        text.insert(at, text.substr(from, random.below(draw++, 20)));
      }
      if (text.empty()) text = " ";
    }
    HeadScanner scanner({});
    if (scanner.scan(text) != HeadScanner::State::kComplete) continue;
    text.resize(scanner.size());
    const auto head = parse_head(text, {});
    if (!std::holds_alternative<Head>(head)) continue;
    ++taken;
    BodyDecoder decoder;
    const auto refusal = decoder.start(std::get<Head>(head), text);
    EXPECT_FALSE(refusal.has_value()) << refusal->why << "\n" << text;
  }
  EXPECT_GT(taken, 20'000U);
}

}  // namespace
}  // namespace theta::http
