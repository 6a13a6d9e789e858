#include "corpus/pdf_paragraphs.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

TEST(PdfParagraphs, LinesAreJoinedUntilOneEndsEarly) {
  EXPECT_EQ(pdf_paragraphs("A title\n"
                           "The first paragraph has lines that reach the margin\n"
                           "and a last line that does not.\n"
                           "The second begins here and goes on to the margin as\n"
                           "well.\n"),
            "A title\n\n"
            "The first paragraph has lines that reach the margin and a last line that does not.\n\n"
            "The second begins here and goes on to the margin as well.");
}

TEST(PdfParagraphs, ChineseLinesAreJoinedWithoutBlanks) {
  EXPECT_EQ(
      pdf_paragraphs("借着在央视百家讲坛说收藏名声大振的马未\n都先生，从自己的博客中精选了。\n\n第二段"),
      "借着在央视百家讲坛说收藏名声大振的马未都先生，从自己的博客中精选了。\n\n第二段");
  EXPECT_EQ(pdf_paragraphs("我买的手机是新的\niPhone 手机，很好用\n"), "我买的手机是新的iPhone 手机，很好用");
}

TEST(PdfParagraphs, WordsThatWereCutAreWholeAgain) {
  EXPECT_EQ(pdf_paragraphs("these are long lines with inter-\nnational words in the middle\n"),
            "these are long lines with international words in the middle");
  EXPECT_EQ(pdf_paragraphs("these are long lines with inter\u2010\nnational words in the middle\n"),
            "these are long lines with international words in the middle");
  EXPECT_EQ(pdf_paragraphs("the years of the war 1939-\n1945 were long for all of us\n"),
            "the years of the war 1939- 1945 were long for all of us");
}

TEST(PdfParagraphs, PagesEndNoParagraph) {
  EXPECT_EQ(pdf_paragraphs(
                "a line that reaches the margin and\n\n\fgoes on on the next page, which\n\fends here.\n\f"),
            "a line that reaches the margin and goes on on the next page, which ends here.");
}

TEST(PdfParagraphs, BulletsBeginParagraphs) {
  EXPECT_EQ(
      pdf_paragraphs(
          "a list of all the long things:\n\u2022 the first of the long things\n\u2022 the second one\n"),
      "a list of all the long things:\n\n\u2022 the first of the long things\n\n\u2022 the second one");
}

TEST(PdfParagraphs, NothingGivesNothing) {
  EXPECT_EQ(pdf_paragraphs(""), "");
  EXPECT_EQ(pdf_paragraphs("\n \n\f\f\n"), "");
}

}  // namespace
}  // namespace theta::corpus
