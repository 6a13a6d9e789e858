#include "corpus/tokenizer_json.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

TEST(TokenizerJson, BringsEveryOptionBack) {
  text::TokenizerOptions options;
  options.language = text::Language::kChinese;
  options.stem = options.keep_stop_words = options.keep_numbers = options.segmented = true;
  options.min_characters = 3;
  options.chinese_script = text::ChineseScript::kTraditional;
  options.dictionary = {{"台中", {}}, {"云计算", 5}, {"江大桥", 0}, {"machine learning", {}}};
  options.stop_words = {"moon", "酒店"};
  options.keep_words = {"R"};
  const auto text = formats::parse_json(formats::json_text(tokenizer_json(options)), "options");
  const text::TokenizerOptions read = tokenizer_options(text.value()).value();
  EXPECT_EQ(read.language, options.language);
  EXPECT_TRUE(read.stem && read.keep_stop_words && read.keep_numbers && read.segmented);
  EXPECT_EQ(read.min_characters, options.min_characters);
  EXPECT_EQ(read.chinese_script, options.chinese_script);
  EXPECT_EQ(read.dictionary, options.dictionary);
  EXPECT_EQ(read.stop_words, options.stop_words);
  EXPECT_EQ(read.keep_words, options.keep_words);
}

TEST(TokenizerJson, FoldersWithoutTheNewerKeysAreCutAsTheyWere) {
  const formats::Json old = {{"language", "auto"}, {"stem", true}, {"min_characters", 2}};
  const text::TokenizerOptions read = tokenizer_options(old).value();
  EXPECT_TRUE(read.stem);
  EXPECT_EQ(read.chinese_script, text::ChineseScript::kAsWritten);
  EXPECT_FALSE(read.segmented);
  EXPECT_TRUE(read.dictionary.empty() && read.stop_words.empty() && read.keep_words.empty());
}

TEST(TokenizerJson, AFieldOfAWrongTypeIsBadInput) {
  for (const char* const damaged :
       {R"({"stop_words": "moon"})", R"({"dictionary": [["moon"]]})", R"({"dictionary": [7]})",
        R"({"dictionary": [["moon", -1.5e99]]})", R"({"chinese_script": 3})", R"({"stem": "yes"})"}) {
    const auto options = tokenizer_options(formats::parse_json(damaged, "options").value());
    ASSERT_FALSE(options.ok()) << damaged;
    EXPECT_EQ(options.error().kind, ErrorKind::kBadInput);
  }
}

}  // namespace
}  // namespace theta::corpus
