#include "formats/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace theta::formats {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Parses text handed over in pieces of `piece` bytes.
Rows parse_in_pieces(const std::string& text, size_t piece, char delimiter = ',') {
  CsvParser parser(delimiter);
  Rows rows;
  CsvRecord record;
  for (size_t at = 0; at < text.size(); at += piece) {
    parser.feed(std::string_view(text).substr(at, piece));
    while (parser.next(record)) rows.push_back(record.cells);
  }
  parser.finish();
  while (parser.next(record)) rows.push_back(record.cells);
  return rows;
}

struct Case {
  const char* name;
  std::string text;
  Rows rows;
};

class CsvRules : public testing::TestWithParam<Case> {};

TEST_P(CsvRules, HoldForPiecesOfAnySize) {
  for (const size_t piece : {1u, 2u, 3u, 7u, 1000u}) {
    EXPECT_EQ(parse_in_pieces(GetParam().text, piece), GetParam().rows) << "pieces of " << piece;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Csv, CsvRules,
    testing::Values(Case{"Plain", "a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
                    Case{"LastLineWithoutNewline", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
                    Case{"WindowsLines", "a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
                    Case{"OldMacLines", "a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}},
                    Case{"EmptyCells", ",\n,x,\n", {{"", ""}, {"", "x", ""}}},
                    Case{"BlankLineIsOneEmptyCell", "a\n\nb\n", {{"a"}, {""}, {"b"}}},
                    Case{"QuotedDelimiter", "\"a,b\",c\n", {{"a,b", "c"}}},
                    Case{"QuotedNewline", "\"a\nb\r\nc\",d\n", {{"a\nb\r\nc", "d"}}},
                    Case{"EscapedQuote", "\"say \"\"hi\"\"\",x\n", {{"say \"hi\"", "x"}}},
                    Case{"QuoteInsideIsOrdinary", "5\" disk,x\n", {{"5\" disk", "x"}}},
                    Case{"TextBehindClosingQuote", "\"a\"b,c\n", {{"ab", "c"}}},
                    Case{"UnclosedQuoteCostsOneLine", "\"a,b\nc,d\n", {{"\"a", "b"}, {"c", "d"}}},
                    Case{"RaggedRows", "a,b\n1\n1,2,3\n", {{"a", "b"}, {"1"}, {"1", "2", "3"}}},
                    Case{
                        "Chinese", "标题,正文\n\"你好,世界\",好\n", {{"标题", "正文"}, {"你好,世界", "好"}}}),
    [](const auto& tested) { return tested.param.name; });

TEST(CsvParser, ReadsOtherDelimiters) {
  EXPECT_EQ(parse_in_pieces("a;b,c\n", 2, ';'), (Rows{{"a", "b,c"}}));
  EXPECT_EQ(parse_in_pieces("a\tb\n", 2, '\t'), (Rows{{"a", "b"}}));
}

TEST(CsvParser, CountsLinesThroughQuotedCells) {
  CsvParser parser(',');
  parser.feed("a\n\"b\nb\"\nc\n");
  parser.finish();
  CsvRecord record;
  std::vector<uint64_t> lines;
  while (parser.next(record)) lines.push_back(record.line);
  EXPECT_EQ(lines, (std::vector<uint64_t>{1, 2, 4}));
}

TEST(CsvParser, GivesUpOnAnEndlessLineAndGoesOnBehindIt) {
  CsvParser parser(',');
  CsvRecord record;
  const std::string piece(1 << 20, 'x');
  size_t records = 0;
  bool too_long = false;
  for (int i = 0; i < 40; ++i) {
    parser.feed(piece);
    while (parser.next(record)) ++records;
  }
  EXPECT_EQ(records, 0u);
  parser.feed("\nshort\n");
  parser.finish();
  while (parser.next(record)) {
    ++records;
    too_long = too_long || record.too_long;
  }
  EXPECT_EQ(records, 2u);
  EXPECT_TRUE(too_long);
  EXPECT_EQ(record.cells, (std::vector<std::string>{"short"}));
  EXPECT_EQ(record.line, 2u);
}

TEST(CsvCell, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_line({"plain", "a,b", "say \"hi\"", "two\nlines", ""}),
            "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\n");
}

TEST(CsvCell, WhatIsWrittenIsRead) {
  const std::vector<std::string> cells = {"a\"b", "\"", ",", "x\r\ny", "末"};
  EXPECT_EQ(parse_in_pieces(csv_line(cells), 3), Rows{cells});
}

}  // namespace
}  // namespace theta::formats
