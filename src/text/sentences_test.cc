#include "text/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/paragraphs.h"

namespace theta::text {
namespace {

using Pieces = std::vector<std::string>;

Pieces sentences(std::string_view text) {
  SentenceSplitter splitter;
  std::vector<std::string_view> views;
  splitter.split(text, views);
  return {views.begin(), views.end()};
}

struct Case {
  const char* name;
  Pieces expected;  // joined by `glue` they are the text
  const char* glue = " ";
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

std::string case_name(const testing::TestParamInfo<Case>& one) {
  std::string name;
  for (const char c : std::string(one.param.name)) name += c == ' ' ? '_' : c;
  return name;
}

class SentenceCases : public testing::TestWithParam<Case> {};

TEST_P(SentenceCases, AreCutWhereAReaderWouldCut) {
  std::string text;
  for (const std::string& sentence : GetParam().expected)
    text += (text.empty() ? "" : GetParam().glue) + sentence;
  EXPECT_EQ(sentences(text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    English, SentenceCases,
    testing::Values(
        Case{"plain", {"The ship sailed.", "It was late.", "Nobody came!", "Why?"}},
        Case{"titles", {"Mr. Smith met Dr. Jones.", "Prof. Lee and Gen. Grant were there."}},
        Case{"initials", {"J. R. R. Tolkien wrote it.", "So did C. S. Lewis."}},
        Case{"initial in front of a new sentence", {"He took vitamin C.", "The doctor agreed."}},
        Case{"decimals", {"It cost $3.50 and rose 2.5 percent.", "We had version 2.0.", "That was old."}},
        Case{"decimal at the end", {"The rate was 4.5.", "It fell."}},
        Case{"latin abbreviations",
             {"Some fruit, e.g. Apples, i.e. Malus, cf. Pears, keeps.", "Some does not."}},
        Case{"etc", {"We sell nails, screws, etc.", "Everything is cheap."}},
        Case{"country with periods",
             {"The U.S. Government said so.", "He lives in the U.S.", "The winters are cold."}},
        Case{"company",
             {"Acme Inc. Chief Executive Ann Lee resigned.", "She worked for Acme Inc.", "They paid well."}},
        Case{"time of day", {"We left at 5 p.m.", "Nobody saw us.", "We left at 5 p.m. on Monday."}},
        Case{"figures and numbers", {"See Fig. 3 and No. 7, pp. 12-14.", "He said no.", "Then he left."}},
        Case{"months", {"It was on Jan. 5 and Dec. 7.", "It ended in Dec.", "The war went on."}},
        Case{"quoted", {"\"Come in.\"", "He opened the door.", "(It was cold.)", "She shivered."}},
        Case{"speech goes on", {"\"Stop!\" he said.", "\"Why?\" she asked."}},
        Case{"curly quotes", {"“Come in.”", "‘No.’", "“Mr. Smith?”", "He left."}},
        Case{"ellipsis goes on", {"He paused ... and went on.", "Then he was gone...", "Nobody knew."}},
        Case{"ellipsis character", {"He paused… and went on…", "Nobody knew."}},
        Case{"several marks", {"What?!", "Really!!!", "Yes."}},
        Case{"numbered list", {"1. Wash the rice.", "2. Boil it."}},
        Case{"addresses", {"Write to a.b@example.com or www.example.com.", "We answer."}},
        Case{"no capitals anywhere", {"i like it.", "it is good.", "buy it!"}},
        Case{"broken lines", {"The ship sailed\non the sea.", "It\nsank."}, "\n"},
        Case{"accents", {"Il est né à Paris.", "Élise aussi.", "¿Por qué?", "¡Ya!"}},
        Case{"no end mark", {"A title without an end"}}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Chinese, SentenceCases,
    testing::Values(Case{"plain", {"今天天气很好。", "我们去公园！", "你去吗？"}, ""},
                    Case{"semicolon", {"质量不错；", "价格便宜；", "推荐。"}, ""},
                    Case{"closing quote", {"他说：“你好。”", "我说：“再见！”", "完了"}, ""},
                    Case{"corner brackets", {"他說：「你好。」", "（完。）", "好"}, ""},
                    Case{"ellipsis", {"他走了……", "没有回来。"}, ""},
                    Case{"many marks", {"太好了！！！", "真的吗？？", "是。"}, ""},
                    Case{"ascii marks", {"太好了!", "我喜欢?", "很好.", "不错...", "就是贵"}, ""},
                    Case{"straight quotes", {"他说:\"你好。\"", "我说:\"好。\"", "走吧。"}, ""},
                    Case{"quote that opens", {"他走了。", "\"你好\"是他的话。"}, ""},
                    Case{"numbers and names", {"涨了3.5%，比www.example.com说的多。", "GDP为2.1万亿。"}, ""},
                    Case{"english inside", {"我用Node.js写程序。", "很好用!", "OK。"}, ""}),
    case_name);

INSTANTIATE_TEST_SUITE_P(Others, SentenceCases,
                         testing::Values(Case{"russian", {"Он пришёл.", "Она ушла!", "Почему?"}},
                                         Case{"japanese", {"これはペンです。", "それは本です。"}, ""},
                                         Case{"korean", {"안녕하세요.", "반갑습니다."}},
                                         Case{"greek", {"Ήρθε το πρωί.", "Έφυγε το βράδυ."}}),
                         case_name);

TEST(Sentences, OfNothingAreNone) {
  EXPECT_TRUE(sentences("").empty());
  EXPECT_TRUE(sentences(" \n\u3000 ").empty());
  EXPECT_EQ(sentences("..."), (Pieces{"..."}));
}

// Every character but blanks between sentences is in exactly one of them, whatever the text.
TEST(Sentences, LoseNothing) {
  const std::vector<std::string> parts = {"a", "B", ".",  "!", "…",  "。", "”", "\"",
                                          "'", " ", "\n", "1", "中", "Mr", ")", "（"};
  for (uint32_t trial = 0; trial < 3000; ++trial) {
    std::string text;
    uint32_t state = trial * 2654435761U + 1;
    for (int i = 0; i < 25; ++i) {
      state = state * 1664525U + 1013904223U;
      text += parts[(state >> 16) % parts.size()];
    }
    std::string joined;
    for (const std::string& sentence : sentences(text)) joined += sentence;
    const auto without_blanks = [](const std::string& from) {
      std::string kept;
      for (const char c : from) kept += c == ' ' || c == '\n' ? "" : std::string(1, c);
      return kept;
    };
    EXPECT_EQ(without_blanks(joined), without_blanks(text));
  }
}

Pieces paragraphs(std::string_view text) {
  std::vector<std::string_view> views;
  split_paragraphs(text, views);
  return {views.begin(), views.end()};
}

TEST(Paragraphs, ArePartedByBlankLines) {
  EXPECT_EQ(paragraphs("one\ntwo\n\n\nthree\n \t\u3000\nfour"), (Pieces{"one\ntwo", "three", "four"}));
  EXPECT_EQ(paragraphs("\r\n\r\none\r\ntwo\r\n\r\nthree\r\n"), (Pieces{"one\r\ntwo", "three"}));
}

TEST(Paragraphs, AreLinesWhereLinesEndAsSentencesDo) {
  EXPECT_EQ(paragraphs("The first one ends.\nSo does this one.\nAnd the last"),
            (Pieces{"The first one ends.", "So does this one.", "And the last"}));
  EXPECT_EQ(paragraphs("　　第一段。\n　　第二段：“好。”\n　　第三段"),
            (Pieces{"第一段。", "第二段：“好。”", "第三段"}));
}

TEST(Paragraphs, BrokenLinesStayTogether) {
  const std::string text = "A line that was broken at\nsome width, as in a mail.\nIt goes on and\non.";
  EXPECT_EQ(paragraphs(text), (Pieces{text}));
}

TEST(Paragraphs, OfNothingAreNone) {
  EXPECT_TRUE(paragraphs("").empty());
  EXPECT_TRUE(paragraphs("\n \n\u3000\n").empty());
}

}  // namespace
}  // namespace theta::text
