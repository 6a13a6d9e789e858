#include "corpus/column_roles.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::vector<Row> rows_of(const Table& cells) {
  std::vector<Row> rows;
  for (size_t i = 0; i < cells.size(); ++i) rows.push_back({"f.csv", i + 1, cells[i], ""});
  return rows;
}

// "text:id time:year ..." for what was chosen, unused columns left out.
std::string chosen(const std::vector<std::string>& columns, const Table& cells,
                   const ColumnChoice& choice = {}) {
  const auto roles = choose_roles(columns, rows_of(cells), choice);
  if (!roles.ok()) return "error: " + roles.error().message;
  std::string text;
  for (const ColumnRole& role : roles.value()) {
    if (role.role == Role::kUnused) continue;
    text += (text.empty() ? "" : " ") + role.name + "=" + std::string(role_name(role.role));
    EXPECT_FALSE(role.reason.empty());
    EXPECT_GT(role.confidence, 0) << role.name;
  }
  return text;
}

const char* const kProse = "The shuttle left its orbit on Monday and the crew came home.";

Table speeches() {
  Table table;
  for (int i = 0; i < 20; ++i) {
    table.push_back({std::to_string(100 + i), std::string(kProse) + std::to_string(i),
                     std::to_string(1990 + i), i % 2 == 0 ? "Smith" : "Jones"});
  }
  return table;
}

TEST(ChooseRoles, FindsIdTextTimeAndGroup) {
  EXPECT_EQ(chosen({"id", "speech", "year", "party"}, speeches()), "id=id speech=text year=time party=group");
}

TEST(ChooseRoles, ProseWinsWhateverItsName) {
  EXPECT_EQ(chosen({"a", "b", "c", "d"}, speeches()).substr(0, 6), "b=text");
}

TEST(ChooseRoles, YearsInAColumnOfAnotherNameAreNoTime) {
  EXPECT_EQ(chosen({"id", "speech", "pages", "party"}, speeches()).find("pages=time"), std::string::npos);
}

TEST(ChooseRoles, DatesAreTimeWhateverTheirName) {
  Table table = speeches();
  for (auto& row : table) row[2] += "-03-04";
  EXPECT_NE(chosen({"id", "speech", "when", "party"}, table).find("when=time"), std::string::npos);
}

TEST(ChooseRoles, LabelByName) {
  EXPECT_NE(chosen({"id", "speech", "year", "category"}, speeches()).find("category=label"),
            std::string::npos);
  EXPECT_NE(chosen({"id", "speech", "year", "类别"}, speeches()).find("类别=label"), std::string::npos);
}

TEST(ChooseRoles, SplitOnlyWhenEveryCellNamesAPart) {
  Table table = speeches();
  for (size_t i = 0; i < table.size(); ++i) table[i][3] = i < 15 ? "train" : "test";
  EXPECT_NE(chosen({"id", "speech", "year", "split"}, table).find("split=split"), std::string::npos);
  table[0][3] = "banana";
  EXPECT_EQ(chosen({"id", "speech", "year", "split"}, table).find("split=split"), std::string::npos);
}

TEST(ChooseRoles, NamedColumnsOverruleGuesses) {
  ColumnChoice choice;
  choice.text = {"party", "year"};
  choice.time = "id";
  choice.groups = {"speech"};
  EXPECT_EQ(chosen({"id", "speech", "year", "party"}, speeches(), choice),
            "id=time speech=group year=text party=text");
}

TEST(ChooseRoles, MissingColumnIsNamedWithTheOnesThereAre) {
  ColumnChoice choice;
  choice.text = {"body"};
  EXPECT_EQ(chosen({"id", "speech"}, {{"1", kProse}}, choice),
            "error: there is no column \"body\"; the columns are id, speech");
}

TEST(ChooseRoles, MistypedColumnIsSuggested) {
  ColumnChoice choice;
  choice.text = {"正文"};
  choice.time = "yaer";
  EXPECT_EQ(chosen({"year", "speech", "正文"}, {{"1999", kProse, kProse}}, choice),
            "error: there is no column \"yaer\"; the columns are year, speech, 正文; did you mean \"year\"?");
}

TEST(ChooseRoles, NoTextIsAnError) {
  const std::string answer = chosen({"a", "b"}, {{"1", "2"}, {"3", "4"}});
  EXPECT_NE(answer.find("--text-column"), std::string::npos) << answer;
}

TEST(ChooseRoles, TheOnlyColumnIsText) {
  EXPECT_EQ(chosen({"x"}, {{"1"}}), "x=text");
}

}  // namespace
}  // namespace theta::corpus
