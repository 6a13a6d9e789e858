#include "http/ranges.h"

#include <gtest/gtest.h>

#include <vector>

namespace theta::http {
namespace {

using Kind = RangeRequest::Kind;
using Ranges = std::vector<ByteRange>;

TEST(Ranges, ReadsFirstLastAndSuffix) {
  EXPECT_EQ(parse_range("bytes=0-99", 1000).ranges, (Ranges{{0, 100}}));
  EXPECT_EQ(parse_range("bytes=990-2000", 1000).ranges, (Ranges{{990, 1000}}));
  EXPECT_EQ(parse_range("bytes=5-", 1000).ranges, (Ranges{{5, 1000}}));
  EXPECT_EQ(parse_range("bytes=-10", 1000).ranges, (Ranges{{990, 1000}}));
  EXPECT_EQ(parse_range("bytes=-5000", 1000).ranges, (Ranges{{0, 1000}}));
  EXPECT_EQ(parse_range("Bytes=0-0, 2-3 ,-1", 1000).ranges, (Ranges{{0, 1}, {2, 4}, {999, 1000}}));
  EXPECT_EQ(parse_range("bytes=0-0,2000-", 1000).ranges, (Ranges{{0, 1}}));
}

TEST(Ranges, OutsideIsUnsatisfiable) {
  EXPECT_EQ(parse_range("bytes=1000-", 1000).kind, Kind::kUnsatisfiable);
  EXPECT_EQ(parse_range("bytes=-0", 1000).kind, Kind::kUnsatisfiable);
  EXPECT_EQ(parse_range("bytes=0-0", 0).kind, Kind::kUnsatisfiable);
  EXPECT_EQ(parse_range("bytes=-1", 0).kind, Kind::kUnsatisfiable);
}

TEST(Ranges, NonsenseAndAbuseCountAsNone) {
  for (const char* text :
       {"", "bytes", "bytes=", "bytes=a-b", "bytes=5", "bytes=9-5", "lines=0-5", "bytes=--5", "bytes=1-2-3",
        "bytes=99999999999999999999-", "bytes=0-5,x", "bytes=-", "bytes=0-999,0-999",
        "bytes=0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1,0-1"}) {
    EXPECT_EQ(parse_range(text, 1000).kind, Kind::kWhole) << text;
  }
}

TEST(ContentRange, ReadsPiecesOfUploads) {
  const auto piece = parse_content_range("bytes 0-99/1000");
  ASSERT_TRUE(piece);
  EXPECT_EQ(piece->range, (ByteRange{0, 100}));
  EXPECT_EQ(piece->total, 1000U);
  EXPECT_FALSE(parse_content_range("bytes 0-99/*")->total);
  const auto question = parse_content_range("bytes */1000");
  ASSERT_TRUE(question);
  EXPECT_FALSE(question->range);
  for (const char* text :
       {"", "bytes", "bytes 0-99", "bytes 99-0/100", "bytes 0-100/100", "bytes */*", "bytes -5/10",
        "bytes 5-/10", "items 0-1/2", "bytes 0-1/x", "bytes 0-18446744073709551615/*"}) {
    EXPECT_FALSE(parse_content_range(text)) << text;
  }
}

TEST(Etags, AreFoundInLists) {
  EXPECT_TRUE(etag_listed("\"a\", \"b\"", "\"b\"", false));
  EXPECT_TRUE(etag_listed("*", "\"b\"", false));
  EXPECT_TRUE(etag_listed("W/\"b\"", "\"b\"", true));
  EXPECT_FALSE(etag_listed("W/\"b\"", "\"b\"", false));
  EXPECT_FALSE(etag_listed("\"a,\", \"c\"", "\"a\"", true));
  EXPECT_TRUE(etag_listed("\"x\", \"a,b\"", "\"a,b\"", true));
}

}  // namespace
}  // namespace theta::http
