#include "text/stop_words.h"

#include <gtest/gtest.h>

#include "text/embedded_data.h"

namespace theta::text {
namespace {

TEST(WordSet, HoldsTheListedWordsAndNoOthers) {
  const WordSet words("# a comment\nmoon mars\n\nvenus  earth\n");
  for (const char* word : {"moon", "mars", "venus", "earth"}) EXPECT_TRUE(words.contains(word)) << word;
  for (const char* word : {"", "a", "#", "comment", "moo", "moons", "moon ", "pluto"})
    EXPECT_FALSE(words.contains(word)) << word;
  EXPECT_EQ(words.size(), 4u);
}

TEST(WordSet, CountsAWordOnce) {
  EXPECT_EQ(WordSet("moon moon").size(), 1u);
}

TEST(WordSet, AnEmptyListHoldsNothing) {
  EXPECT_FALSE(WordSet("").contains("moon"));
}

TEST(WordSet, LongWordsAreNeverMembers) {
  EXPECT_FALSE(WordSet("moon").contains("seventeen-letters"));
}

TEST(WordSet, ManyWordsAreAllFound) {
  std::string list;
  for (int i = 0; i < 5000; ++i) list += "w" + std::to_string(i) + " ";
  const WordSet words(list);
  EXPECT_EQ(words.size(), 5000u);
  for (int i = 0; i < 5000; ++i) EXPECT_TRUE(words.contains("w" + std::to_string(i)));
  for (int i = 5000; i < 10000; ++i) EXPECT_FALSE(words.contains("w" + std::to_string(i)));
}

TEST(StopWords, EnglishHoldsFunctionWordsAndContractions) {
  const WordSet english(embedded_english_stop_words());
  EXPECT_GT(english.size(), 300u);
  for (const char* word :
       {"the", "of", "and", "themselves", "don't", "i'm", "shouldn't", "you're", "without", "dont"}) {
    EXPECT_TRUE(english.contains(word)) << word;
  }
  for (const char* word : {"government", "space", "war", "good", "computer", "The"}) {
    EXPECT_FALSE(english.contains(word)) << word;
  }
}

TEST(StopWords, ChineseHoldsFunctionWords) {
  const WordSet chinese(embedded_chinese_stop_words());
  EXPECT_GT(chinese.size(), 500u);
  for (const char* word : {"我们", "因为", "所以", "这个", "但是", "换句话说", "的", "了"}) {
    EXPECT_TRUE(chinese.contains(word)) << word;
  }
  for (const char* word : {"酒店", "经济", "中国", "质量", "不错"}) {
    EXPECT_FALSE(chinese.contains(word)) << word;
  }
}

}  // namespace
}  // namespace theta::text
