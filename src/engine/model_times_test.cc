#include "engine/model_times.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::engine {
namespace {

constexpr const char* kHead = "row,file,id,time,label,part,tokens,main_topic\n";

// What is read of a folder with these lines in documents.csv.
Result<std::optional<ModelTimes>> read(const std::string& lines, size_t documents,
                                       const formats::Json& manifest = formats::Json::object()) {
  const TemporaryFolder folder;
  EXPECT_TRUE(write_file_atomic(folder.file("documents.csv"), lines).ok());
  return read_model_times(folder.path(), manifest, documents);
}

std::string lines_of(const std::vector<std::string>& dates) {
  std::string lines = kHead;
  for (size_t i = 0; i < dates.size(); ++i) lines += fmt::format("{},f,,{},,train,5,0\n", i + 1, dates[i]);
  return lines;
}

TEST(ModelTimes, AreReadBesidePiecesAndGroups) {
  const formats::Json manifest = {{"corpus", {{"group_columns", {"party, state"}}}}};
  const auto times = read(
      "row,piece,file,id,time,label,\"party, state\",part,tokens,main_topic\n"
      "1,1,f,,2001,x,\"a,\nb\",train,12,0\n2,1,f,,n.d.,x,c,train,7,1\n",
      2, manifest);
  ASSERT_TRUE(times.ok() && times.value().has_value());
  EXPECT_EQ(times.value()->tokens, (std::vector<uint32_t>{12, 7}));
  EXPECT_TRUE(times.value()->knows_tokens);
  EXPECT_EQ(times.value()->dates[0], corpus::parse_date("2001"));
  EXPECT_EQ(times.value()->undated(), 1u);
}

TEST(ModelTimes, TakeTheDayOrderThatTheColumnProves) {
  const auto day_first = read(lines_of({"3/4/2021", "25/4/2021"}), 2);
  EXPECT_EQ(day_first.value()->dates[0], corpus::parse_date("2021-04-03"));
  const auto both = read(lines_of({"3/4/2021", "25/4/2021", "4/25/2021"}), 3);
  EXPECT_EQ(both.value()->dates[0], corpus::parse_date("2021-03-04"));
}

TEST(ModelTimes, AreNothingWithoutDates) {
  EXPECT_FALSE(read(lines_of({""}), 1).value().has_value());
}

TEST(ModelTimes, CountEveryDocumentAlikeWhereLengthsAreNotTold) {
  const auto times = read("row,file,id,time,label,part,main_topic\n1,f,,2001,,train,0\n", 1);
  ASSERT_TRUE(times.ok() && times.value().has_value());
  EXPECT_EQ(times.value()->tokens, (std::vector<uint32_t>{1}));
  EXPECT_FALSE(times.value()->knows_tokens);
}

TEST(ModelTimes, RefuseATableOfAnotherModel) {
  EXPECT_EQ(read(lines_of({"2001"}), 2).error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(read(lines_of({"2001", "2002", "2003"}), 2).error().kind, ErrorKind::kBadInput);
  const auto damaged = read(std::string(kHead) + "1,f,,2001,,train,many,0\n", 1);
  EXPECT_NE(damaged.error().message.find("document 1 "), std::string::npos);
  EXPECT_FALSE(read("row,time,tokens\n1,2001,5\n", 1).ok());
}

}  // namespace
}  // namespace theta::engine
