#include "text/utf8.h"

#include <gtest/gtest.h>
#include <unicode/utf8.h>

namespace theta::text {
namespace {

TEST(Utf8, EveryScalarValueIsWrittenAndReadBack) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    append_utf8(c, text);
    const Utf8Unit unit = first_utf8_unit(text);
    ASSERT_EQ(unit.kind, Utf8Unit::Kind::kValid);
    ASSERT_EQ(unit.length, text.size());
    ASSERT_EQ(unit.code_point, c);
    const char* p = text.data();
    ASSERT_EQ(next_code_point(p), c);
    ASSERT_EQ(p, text.data() + text.size());
  }
}

// Every sequence of up to three bytes, and those of four whose last two are at the edges, against ICU.
TEST(Utf8, ValidityAgreesWithIcu) {
  constexpr unsigned char kEdges[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
  for (int lead = 0x80; lead < 256; ++lead) {
    for (int second = 0; second < 256; ++second) {
      for (const unsigned char third : kEdges) {
        for (const unsigned char fourth : kEdges) {
          const unsigned char bytes[] = {static_cast<unsigned char>(lead), static_cast<unsigned char>(second),
                                         third, fourth};
          int32_t i = 0;
          UChar32 expected;
          U8_NEXT(bytes, i, 4, expected);
          const Utf8Unit unit = first_utf8_unit({reinterpret_cast<const char*>(bytes), 4});
          ASSERT_EQ(unit.kind == Utf8Unit::Kind::kValid, expected >= 0);
          ASSERT_EQ(unit.length, i);
        }
      }
    }
  }
}

TEST(Utf8, AStartOfACharacterIsTruncated) {
  for (const char* text : {"\xC3", "\xE4", "\xE4\xBD", "\xF0", "\xF0\x9F", "\xF0\x9F\x98"}) {
    EXPECT_EQ(first_utf8_unit(text).kind, Utf8Unit::Kind::kTruncated);
  }
}

TEST(Utf8, ValidPrefixEndsBeforeTheFirstBadByte) {
  EXPECT_EQ(valid_utf8_prefix("plain text with ascii only"), 26u);
  EXPECT_EQ(valid_utf8_prefix("0123456789é月😀\xFFz"), 19u);
  EXPECT_EQ(valid_utf8_prefix("月\xE6\x9C"), 3u);
  EXPECT_EQ(valid_utf8_prefix(""), 0u);
}

TEST(Utf8, AsciiPrefixEndsBeforeTheFirstHighByte) {
  for (size_t n = 0; n < 40; ++n)
    EXPECT_EQ(ascii_prefix(std::string(n, 'q') + "é" + std::string(20, 'q')), n);
}

}  // namespace
}  // namespace theta::text
