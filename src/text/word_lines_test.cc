#include "text/word_lines.h"

#include <gtest/gtest.h>

namespace theta::text {
namespace {

std::vector<DictionaryWord> words(std::string_view text) {
  auto parsed = parse_dictionary(text, "words.txt");
  EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().message);
  return parsed.ok() ? parsed.value() : std::vector<DictionaryWord>();
}

std::string error_of(std::string_view text) {
  const auto parsed = parse_dictionary(text, "words.txt");
  return parsed.ok() ? "" : parsed.error().message;
}

TEST(DictionaryLines, AreReadAsJiebaReadsThem) {
  EXPECT_EQ(words("云计算 5\n李小福 2 nr\n台中\n凱特琳 nz\n"),
            (std::vector<DictionaryWord>{{"云计算", 5}, {"李小福", 2}, {"台中", {}}, {"凱特琳", {}}}));
  EXPECT_EQ(words("Edu Trust认证 2000\neasy_install 3 eng\n"),
            (std::vector<DictionaryWord>{{"Edu Trust认证", 2000}, {"easy_install", 3}}));
  EXPECT_EQ(words("江大桥 0"), (std::vector<DictionaryWord>{{"江大桥", 0}}));
}

TEST(DictionaryLines, KeepTheWordsOfAnEnglishTerm) {
  EXPECT_EQ(
      words("machine learning\nvitamin c\nC++\n.NET 3\n"),
      (std::vector<DictionaryWord>{{"machine learning", {}}, {"vitamin c", {}}, {"C++", {}}, {".NET", 3}}));
}

TEST(DictionaryLines, TabsLeaveNoDoubt) {
  EXPECT_EQ(words("machine learning\t7\tn\nnew york\tns\nwindows 10\t\n"),
            (std::vector<DictionaryWord>{{"machine learning", 7}, {"new york", {}}, {"windows", 10}}))
      << "a tab at the end parts nothing";
}

TEST(DictionaryLines, BlankLinesCommentsAndLineEndsAreNoWords) {
  EXPECT_EQ(words("\r\n# 城市\r\n台中\r\n   \n\n  云计算  5  \n#moon"),
            (std::vector<DictionaryWord>{{"台中", {}}, {"云计算", 5}, {"#moon", {}}}));
  EXPECT_TRUE(words("").empty());
}

TEST(DictionaryLines, ErrorsNameFileAndLine) {
  EXPECT_EQ(error_of("台中\n云计算 3.5\n"),
            "words.txt, line 2: \"3.5\" is no frequency: it must be a whole number");
  EXPECT_EQ(error_of("云计算 -5"), "words.txt, line 1: \"-5\" is no frequency: it must be a whole number");
  EXPECT_EQ(error_of("moon\tmany\tn"),
            "words.txt, line 1: \"many\" is no frequency: it must be a whole number");
  EXPECT_EQ(error_of("\n\n，。 5"), "words.txt, line 3: \"，。\" holds no letter or digit");
  EXPECT_EQ(error_of("台中 99999999999999999999"),
            "words.txt, line 1: the frequency 99999999999999999999 is too large");
  EXPECT_EQ(error_of(std::string(101, 'q')), "words.txt, line 1: a word has more than 100 characters");
  EXPECT_EQ(error_of("a\tb\tc\td"), "words.txt, line 1: has more than a word, a frequency and a tag");
}

TEST(WordLines, AreOneWordOrTermEach) {
  const auto list = parse_word_list("moon\n# comment\n$\n。\n new  york \n的\r\n", "stop.txt");
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list.value(), (std::vector<std::string>{"moon", "new  york", "的"}));
}

TEST(WordLines, ALineOfManyWordsIsAMistake) {
  const auto list = parse_word_list("a\na an the of in on at to by\n", "stop.txt");
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().message, "stop.txt, line 2: has more than 8 words; write one word or term a line");
}

}  // namespace
}  // namespace theta::text
