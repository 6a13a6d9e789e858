#include "corpus/date_column.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"

namespace theta::corpus {
namespace {

const int32_t kToday = parse_date("2024-05-06")->days;

TEST(DateTally, TellsCellsApart) {
  EXPECT_EQ(DateTally::state_of("2024-05-06", kToday), DateState::kRead);
  EXPECT_EQ(DateTally::state_of("2024-05-07T00:30+13:00", kToday), DateState::kRead);  // today further east
  EXPECT_EQ(DateTally::state_of("2024-05-08", kToday), DateState::kFuture);
  EXPECT_EQ(DateTally::state_of("2024", kToday), DateState::kRead);
  EXPECT_EQ(DateTally::state_of(" \t", kToday), DateState::kMissing);
  EXPECT_EQ(DateTally::state_of("31/2/2024", kToday), DateState::kUnread);
  EXPECT_EQ(DateTally::state_of("13/2/2024", kToday), DateState::kRead);  // whatever the others prove
}

TEST(DateTally, NamesTheFirstFiveAndCountsTheRest) {
  DateTally tally;
  for (uint64_t row = 1; row <= 9; ++row) tally.add(DateState::kUnread, {"a.csv", row, "n.d."});
  tally.add(DateState::kRead, {});
  tally.add(DateState::kMissing, {});
  tally.add(DateState::kFuture, {"a.csv", 12, "2999"});
  const std::vector<std::string> lines = tally.sentences();
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0],
            "9 of 12 dates cannot be read: row 1 \"n.d.\", row 2 \"n.d.\", row 3 \"n.d.\", row 4 \"n.d.\", "
            "row 5 \"n.d.\" and 4 more");
  EXPECT_EQ(lines[1], "1 of 12 rows have no date");
  EXPECT_EQ(lines[2], "1 date lies in the future: row 12 \"2999\"");
  const formats::Json json = tally.json();
  EXPECT_EQ(json["read"], 2);
  EXPECT_EQ(json["unread"], 9);
  EXPECT_EQ(json["unread_rows"].size(), 5u);
}

TEST(DateTally, NamesFilesWhereThereAreSeveralAndCutsLongCells) {
  DateTally tally;
  tally.add(DateState::kUnread, {"a.csv", 1, "一二三四五六七八九十一二三四五六七八九十"});
  tally.add(DateState::kUnread, {"b.csv", 1, "two\nlines"});
  EXPECT_EQ(tally.sentences()[0],
            "2 of 2 dates cannot be read: a.csv, row 1 \"一二三四五六七八九十一二三…\", b.csv, row 1 \"two "
            "lines\"");
}

TEST(ParseDates, ReadsTheDayFirstWhereACellProvesIt) {
  EXPECT_EQ(parse_dates({"3/4/2021", "13/4/2021"})[0], parse_date("2021-04-03"));
  EXPECT_EQ(parse_dates({"3/4/2021", "4/13/2021", "13/4/2021"})[0], parse_date("2021-03-04"));
  EXPECT_EQ(parse_dates({"3/4/2021", "never"})[1], std::nullopt);
}

TEST(DateColumn, CountsARowOfSeveralPiecesOnce) {
  const TemporaryFolder folder;
  std::string lines;
  for (const uint32_t piece : {2u, 3u}) {
    Document document;
    document.row = 1;
    document.piece = piece;
    document.file = "f";
    document.time = "soon";
    lines += document_line(document);
  }
  lines += "{\"row\":1,\"file\":\"g\",\"time\":\"2001\"}\n{\"row\":2,\"file\":\"g\"}\n";
  ASSERT_TRUE(write_file_atomic(folder.file(std::string(kDocumentsFile)), lines).ok());
  const auto column = read_date_column(folder.path());
  ASSERT_TRUE(column.ok());
  EXPECT_EQ(column.value().dates.size(), 4u);
  EXPECT_EQ(column.value().dates[2], parse_date("2001"));
  EXPECT_EQ(column.value().tally.rows(), 3u);
  EXPECT_EQ(column.value().tally.count(DateState::kUnread), 1u);
  EXPECT_EQ(column.value().tally.count(DateState::kMissing), 1u);
}

}  // namespace
}  // namespace theta::corpus
