#include "text/language.h"

#include <gtest/gtest.h>

#include <string>

namespace theta::text {
namespace {

TEST(CountScripts, CountsEveryAsciiLetterAtEveryPlace) {
  for (int byte = 1; byte < 128; ++byte) {
    const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    for (size_t place = 0; place < 20; ++place) {
      std::string text(20, ' ');
      text[place] = static_cast<char>(byte);
      EXPECT_EQ(count_scripts(text).latin, is_letter ? 1u : 0u) << byte << " at " << place;
    }
  }
}

TEST(CountScripts, TellsScriptsApartInMixedText) {
  const ScriptCounts counts = count_scripts("Hello, naïve 世界 かな мир, and 12345678 more letters");
  EXPECT_EQ(counts.latin, 5u + 5u + 3u + 4u + 7u);
  EXPECT_EQ(counts.han, 2u);
  EXPECT_EQ(counts.kana, 2u);
  EXPECT_EQ(counts.other, 3u);
}

TEST(GuessLanguage, ByTheScriptOfMostLetters) {
  EXPECT_EQ(guess_language(count_scripts("plain English words")), Language::kEnglish);
  EXPECT_EQ(guess_language(count_scripts("我们用 App 看新闻")), Language::kChinese);
  EXPECT_EQ(guess_language(count_scripts("これはペンです")), Language::kOther);
  EXPECT_EQ(guess_language(count_scripts("Привет, мир")), Language::kOther);
  EXPECT_EQ(guess_language(count_scripts("123 !?")), Language::kUnknown);
}

}  // namespace
}  // namespace theta::text
