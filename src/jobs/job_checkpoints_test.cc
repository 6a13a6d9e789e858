#include "jobs/job_checkpoints.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "storage/local_store.h"

namespace theta::jobs {
namespace {

TEST(JobCheckpoints, KeepsTheLastTwoNewestFirst) {
  const TemporaryFolder folder;
  const auto store = storage::LocalStore::open_folder(folder.file("s")).value();
  JobCheckpoints checkpoints(*store, "t/checkpoints/model/");
  EXPECT_TRUE(checkpoints.list().value().empty());
  for (const size_t epoch : {1, 9, 10, 100}) {
    ASSERT_TRUE(write_file_atomic(folder.file("c"), std::to_string(epoch)).ok());
    ASSERT_TRUE(checkpoints.save(folder.file("c"), epoch).ok());
  }
  const std::vector<std::string> keys = checkpoints.list().value();
  EXPECT_EQ(keys, (std::vector<std::string>{"t/checkpoints/model/00000100", "t/checkpoints/model/00000010"}));
  ASSERT_TRUE(checkpoints.bring(keys[0], folder.file("deep/er/c")).ok());
  EXPECT_EQ(read_file(folder.file("deep/er/c")).value(), "100");
  ASSERT_TRUE(checkpoints.discard(keys[0]).ok());
  EXPECT_EQ(checkpoints.list().value(), std::vector<std::string>{keys[1]});
  ASSERT_TRUE(checkpoints.remove_all().ok());
  EXPECT_TRUE(checkpoints.list().value().empty());
}

TEST(JobCheckpoints, ADamagedOneIsNotBrought) {
  const TemporaryFolder folder;
  const auto store = storage::LocalStore::open_folder(folder.file("s")).value();
  JobCheckpoints checkpoints(*store, "c/");
  ASSERT_TRUE(write_file_atomic(folder.file("c"), std::string(1'000, 'x')).ok());
  ASSERT_TRUE(checkpoints.save(folder.file("c"), 1).ok());
  const std::string path = folder.file("s/objects/c/00000001.object");
  std::string bytes = read_file(path).value();
  bytes[500] = 'y';
  ASSERT_TRUE(write_file_atomic(path, bytes).ok());
  EXPECT_EQ(checkpoints.bring("c/00000001", folder.file("out")).error().kind, ErrorKind::kBadInput);
  EXPECT_FALSE(file_exists(folder.file("out")));
}

}  // namespace
}  // namespace theta::jobs
