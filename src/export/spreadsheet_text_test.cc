#include "export/spreadsheet_text.h"

#include <gtest/gtest.h>

namespace theta::exports {
namespace {

TEST(MayBeFormula, WhatASpreadsheetWouldRun) {
  for (const char* const cell :
       {"=1+1", "=cmd|'/c calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－1", "-", "+",
        "--5", "-inf", "+nan", "-5a", "-1e", "-.", "- 5", "+86 138 0000"}) {
    EXPECT_TRUE(may_be_formula(cell)) << cell;
    EXPECT_EQ(defused(cell), std::string("'") + cell);
  }
}

TEST(MayBeFormula, NumbersAndWordsStayWhatTheyAre) {
  for (const char* const cell :
       {"", "-5", "+3.25", "-.5", "-1e-7", "+2E10", "-12.", "5", "a=b", "'=1", " =1", "价格", "1-2"}) {
    EXPECT_FALSE(may_be_formula(cell)) << cell;
    EXPECT_EQ(defused(cell), cell);
  }
}

}  // namespace
}  // namespace theta::exports
