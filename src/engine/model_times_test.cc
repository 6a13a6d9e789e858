#include "engine/model_times.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::engine {
namespace {

std::string folder_with(const TemporaryFolder& folder, const std::string& documents) {
  EXPECT_TRUE(write_file_atomic(join_path(folder.path(), "documents.csv"), documents).ok());
  return folder.path();
}

TEST(ModelTimes, FindsItsColumnsByName) {
  const TemporaryFolder folder;
  const auto times =
      read_model_times(folder_with(folder,
                                   "row,file,id,time,label,\"party, state\",part,tokens,main_topic\n"
                                   "1,f,,2001,x,\"a,\nb\",train,12,0\n2,f,,n.d.,x,c,train,7,1\n"),
                       2);
  ASSERT_TRUE(times.ok() && times.value().has_value());
  EXPECT_EQ(times.value()->tokens, (std::vector<uint32_t>{12, 7}));
  EXPECT_EQ(times.value()->dates[0], corpus::parse_date("2001"));
  EXPECT_EQ(times.value()->undated(), 1u);
}

TEST(ModelTimes, TakeTheDayOrderThatTheColumnProves) {
  const TemporaryFolder folder;
  const std::string head = "row,time,tokens\n";
  const auto day_first = read_model_times(folder_with(folder, head + "1,3/4/2021,1\n2,25/4/2021,1\n"), 2);
  EXPECT_EQ(day_first.value()->dates[0], corpus::parse_date("2021-04-03"));
  const auto both =
      read_model_times(folder_with(folder, head + "1,3/4/2021,1\n2,25/4/2021,1\n3,4/25/2021,1\n"), 3);
  EXPECT_EQ(both.value()->dates[0], corpus::parse_date("2021-03-04"));
}

TEST(ModelTimes, AreNothingWithoutDates) {
  const TemporaryFolder folder;
  EXPECT_FALSE(read_model_times(folder_with(folder, "row,time,tokens\n1,,5\n"), 1).value().has_value());
}

TEST(ModelTimes, RefuseATableOfAnotherModel) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_model_times(folder_with(folder, "row,time,tokens\n1,2001,5\n"), 2).error().kind,
            ErrorKind::kBadInput);
  const auto damaged = read_model_times(folder_with(folder, "row,time,tokens\n1,2001,many\n"), 1);
  EXPECT_NE(damaged.error().message.find("line 2"), std::string::npos);
  EXPECT_FALSE(read_model_times(folder_with(folder, "row,time\n1,2001\n"), 1).ok());
}

}  // namespace
}  // namespace theta::engine
