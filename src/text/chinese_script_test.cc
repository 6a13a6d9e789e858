#include "text/chinese_script.h"

#include <gtest/gtest.h>

#include "text/language.h"

namespace theta::text {
namespace {

std::string simplified(std::string_view text) {
  std::string out;
  append_simplified(text, out);
  return out;
}

std::string traditional(std::string_view text) {
  std::string out;
  append_traditional(text, out);
  return out;
}

std::string simplified_in_place(std::string text) {
  simplify_in_place(text.data(), text.data() + text.size());
  return text;
}

TEST(ChineseScript, CharactersAreConverted) {
  EXPECT_EQ(simplified("臺灣的雲計算"), "台湾的云计算");
  EXPECT_EQ(traditional("台湾的云计算"), "臺灣的雲計算");
}

TEST(ChineseScript, PhrasesDecideBetweenForms) {
  EXPECT_EQ(simplified("乾隆喜歡乾淨"), "乾隆喜欢干净");
  EXPECT_EQ(traditional("头发发现"), "頭髮發現");
}

TEST(ChineseScript, SpellingsOfTraditionalBecomeOne) {
  EXPECT_EQ(traditional("認為"), traditional("認爲"));
  EXPECT_EQ(traditional("這裡"), traditional("這裏"));
}

TEST(ChineseScript, OtherTextStaysAsItIs) {
  const std::string text = "Moon 42 é の ภาษา \U0001F600，。\0x";
  EXPECT_EQ(simplified(text), text);
  EXPECT_EQ(traditional(text), text);
  EXPECT_EQ(simplified(""), "");
}

TEST(ChineseScript, CharactersBeyondTheBasicPlaneAreConverted) {
  EXPECT_EQ(simplified("\U0002005E"), "\U0002003E");
  EXPECT_EQ(simplified("\u9F7E"), "\U0002B730");
}

TEST(ChineseScript, InPlaceKeepsThePlaceOfEveryCharacter) {
  EXPECT_EQ(simplified_in_place("a臺灣b乾隆c乾淨"), "a台湾b乾隆c干净");
  EXPECT_EQ(simplified_in_place("臺\u9F7E灣"), "台\u9F7E湾") << "the Simplified form takes four bytes";
}

TEST(ChineseScript, CountsTheCharactersThatOneScriptAloneHas) {
  const ChineseScriptCounts counts = count_chinese_scripts("臺灣台湾后里，the 的");
  EXPECT_EQ(counts.traditional, 2u);
  EXPECT_EQ(counts.simplified, 1u) << "Traditional text has 台, 后 and 里 as well";
}

TEST(ChineseScript, RegionalFormsAreTraditional) {
  const ChineseScriptCounts counts = count_chinese_scripts("為爲裡裏");
  EXPECT_EQ(counts.traditional, 4u);
  EXPECT_EQ(counts.simplified, 0u);
}

TEST(ChineseScript, TextTellsWhetherItHasTraditionalForms) {
  EXPECT_TRUE(count_scripts("臺灣").has_traditional_forms);
  EXPECT_FALSE(count_scripts("台湾 moon").has_traditional_forms);
}

}  // namespace
}  // namespace theta::text
