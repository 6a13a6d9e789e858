#include "http/body_decoder.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/random.h"

namespace theta::http {
namespace {

const std::string kChunkedHead = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

struct Decoded {
  int status = 0;  // of the refusal
  bool done = false;
  std::string body;
  size_t used = 0;
};

/// Decodes `wire` given in the pieces that `cut` chooses.
template <typename Cut>
Decoded decode(const std::string& head_text, const std::string& wire, const Cut& cut) {
  const auto head = parse_head(head_text, {});
  BodyDecoder decoder;
  Decoded result;
  if (decoder.start(std::get<Head>(head), head_text)) result.status = -1;
  std::string waiting;
  size_t given = 0;
  while (result.status == 0 && !decoder.done() && given < wire.size()) {
    const size_t piece = cut(wire.size() - given);
    waiting += wire.substr(given, piece);
    given += piece;
    size_t used = 0;
    if (const auto refusal = decoder.decode(waiting, used, result.body)) result.status = refusal->status;
    waiting.erase(0, used);
    result.used += used;
  }
  result.done = decoder.done();
  return result;
}

Decoded decode_whole(const std::string& wire) {
  return decode(kChunkedHead, wire, [](size_t left) { return left; });
}

Decoded decode_bytewise(const std::string& wire) {
  return decode(kChunkedHead, wire, [](size_t) { return size_t{1}; });
}

TEST(BodyDecoder, DecodesChunksAndLeavesTheNextRequest) {
  const std::string wire = "5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
  for (const Decoded& result : {decode_whole(wire + "GET /"), decode_bytewise(wire)}) {
    EXPECT_EQ(result.status, 0);
    EXPECT_TRUE(result.done);
    EXPECT_EQ(result.body, "hello0123456789");
    EXPECT_EQ(result.used, wire.size());
  }
}

TEST(BodyDecoder, DecodesALengthAndLeavesTheNextRequest) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
  const Decoded result = decode(head, "helloGET /", [](size_t left) { return left; });
  EXPECT_TRUE(result.done);
  EXPECT_EQ(result.body, "hello");
  EXPECT_EQ(result.used, 5U);
}

TEST(BodyDecoder, RefusesBadChunksAtOnce) {
  const std::vector<std::string> cases = {"\r\n",
                                          "x\r\n",
                                          " 5\r\nhello\r\n",
                                          "5 \r\nhello\r\n",
                                          "0x5\r\nhello",
                                          "+5\r\nhello",
                                          "-5\r\n",
                                          "5\nhello",
                                          "5\rhello",
                                          "5\r\nhelloX",
                                          "5\r\nhello\n",
                                          "5\r\nhello\rX",
                                          "5\r\nhello0\r\n\r\n",
                                          "1000000000000000\r\n",
                                          "FFFFFFFFFFFFFFFFF\r\n",
                                          "5;\x01\r\nhello",
                                          "5;a\nhello",
                                          "0\r\nX\r\n\r\n",
                                          "0\r\n: y\r\n\r\n",
                                          "0\r\nX y: z\r\n\r\n",
                                          "0\r\nX: \x01\r\n\r\n",
                                          "0\r\nX: y\n\r\n",
                                          "0\r\n folded\r\n\r\n",
                                          "0\n\n",
                                          "0\r\n\n",
                                          "0\r\n\rX",
                                          "5\r\nhel\r\n0\r\n\r\n"};
  for (const std::string& wire : cases) {
    EXPECT_EQ(decode_whole(wire).status, 400) << wire;
    EXPECT_EQ(decode_bytewise(wire).status, 400) << wire;
  }
  EXPECT_EQ(decode_whole("0\r\n" + std::string(9000, 'a')).status, 431);
  EXPECT_EQ(decode_whole("1;" + std::string(9000, 'a')).status, 400);
}

/// Random edits of a good body, in random pieces: never a crash, and the pieces change nothing.
TEST(BodyDecoder, AnyBytesInAnyPiecesEndTheSame) {
  const std::string seed =
      "5\r\nhello\r\n1;a=\"b\"\r\nx\r\n00000010\r\n0123456789abcdef\r\n0\r\nA: b\r\nC: d\r\n\r\n";
  const std::vector<std::string> pieces = {"\r", "\n", "\r\n", "0", "5", ";", " ", "0\r\n\r\n", "\xFF", ":"};
  const CounterRandom random(7, 2);
  uint64_t draw = 0;
  size_t done = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string wire = seed;
    const uint64_t edits = random.below(draw++, 3);
    for (uint64_t i = 0; i < edits; ++i) {
      const size_t at = random.below(draw++, wire.size());
      const uint64_t kind = random.below(draw++, 3);
      if (kind == 0) wire[at] = static_cast<char>(random.below(draw++, 256));
      if (kind == 1) wire.insert(at, pieces[random.below(draw++, pieces.size())]);
      if (kind == 2) wire.erase(at, 1 + random.below(draw++, 3));
    }
    const Decoded whole = decode_whole(wire);
    const Decoded parts = decode(
        kChunkedHead, wire, [&](size_t left) { return 1 + random.below(draw++, std::min<size_t>(left, 9)); });
    ASSERT_EQ(whole.done, parts.done) << wire;
    ASSERT_EQ(whole.status == 0, parts.status == 0) << wire;
    if (whole.done) {
      ASSERT_EQ(whole.body, parts.body) << wire;
    }
    done += whole.done ? 1 : 0;
  }
  EXPECT_GT(done, 10'000U);
}

}  // namespace
}  // namespace theta::http
