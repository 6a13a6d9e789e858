#include "text/normalizer.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>

#include "text/utf8.h"

namespace theta::text {
namespace {

std::string normalized(std::string_view text) {
  const Result<TextNormalizer> normalizer = TextNormalizer::create();
  std::string out;
  std::string buffer;
  normalizer.value().append(text, out, buffer);
  return out;
}

std::string utf8(char32_t c) {
  std::string text;
  append_utf8(c, text);
  return text;
}

TEST(Normalizer, KeepsAsciiAsItIs) {
  EXPECT_EQ(normalized("Moon 12 ~!"), "Moon 12 ~!");
}

TEST(Normalizer, LowersLettersBeyondAsciiOnly) {
  EXPECT_EQ(normalized("ÉTÉ ПРИВЕТ Ωmega"), "éTé привет ωmega");
}

TEST(Normalizer, MakesFullWidthNarrow) {
  EXPECT_EQ(normalized("Ｔ恤，１２３！　ok"), "T恤,123! ok");
}

TEST(Normalizer, ResolvesCompatibilityForms) {
  EXPECT_EQ(normalized("ﬁ ① ㎏ ｶﾞ ²"), "fi 1 kg ガ 2");
}

TEST(Normalizer, Composes) {
  EXPECT_EQ(normalized("e\u0301 A\u030A"), "é å");
}

TEST(Normalizer, UnifiesApostrophesAndHyphens) {
  EXPECT_EQ(normalized("it’s ‘x‐y‑z’ ʼn"), "it's 'x-y-z' 'n");
}

TEST(Normalizer, RemovesInvisibleCharacters) {
  EXPECT_EQ(normalized("\ufeffas\u00adtro\u2060naut"), "astronaut");
}

TEST(Normalizer, ResolvesReferencesFirst) {
  EXPECT_EQ(normalized("e&#x301; &Eacute;"), "é é");
}

TEST(Normalizer, KeepsEmoji) {
  EXPECT_EQ(normalized("😀👍🏽❤️"), "😀👍🏽❤️");
}

// The shortcut past ICU must agree with ICU wherever it applies.
TEST(Normalizer, SimpleMappingsAgreeWithIcu) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  int simple = 0;
  for (char32_t c = 0x80; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const char32_t mapped = internal::simple_mapping(c);
    if (mapped == internal::kAskIcu) continue;
    ++simple;
    // The mark beside it sends the text through ICU; it must then come out the same.
    const std::string expected = mapped == internal::kRemoved ? "" : utf8(mapped);
    ASSERT_EQ(normalized(utf8(c) + "x\u0301"), expected + "x\u0301")
        << "U+" << std::hex << static_cast<uint32_t>(c);
    ASSERT_EQ(normalized(utf8(c)), expected) << "U+" << std::hex << static_cast<uint32_t>(c);
    const auto icu_character = static_cast<UChar32>(c);
    ASSERT_TRUE(nfkc->hasBoundaryBefore(icu_character)) << "U+" << std::hex << static_cast<uint32_t>(c);
  }
  EXPECT_GT(simple, 21000);
}

TEST(Normalizer, LongTextIsTheSameAsItsPieces) {
  std::string text;
  std::string expected;
  while (text.size() < (3 << 20)) {
    text += "Ｔ恤e\u0301が";  // never a blank to cut at
    expected += "T恤éが";
  }
  EXPECT_EQ(normalized(text), expected);
}

TEST(LowerAscii, LowersEveryLetterAndNothingElse) {
  std::string all;
  for (int c = 0; c < 256; ++c) all.push_back(static_cast<char>(c));
  for (size_t shift = 0; shift < 9; ++shift) {
    std::string text = all.substr(shift);
    lower_ascii(text.data(), text.data() + text.size());
    for (size_t i = 0; i < text.size(); ++i) {
      const char c = all[shift + i];
      EXPECT_EQ(text[i], c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
  }
}

}  // namespace
}  // namespace theta::text
