#include "base/folders.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta {
namespace {

TEST(ReplacePath, PutsAFolderInPlaceOfAnother) {
  const TemporaryFolder folder;
  for (const char* const name : {"old", "new"}) {
    ASSERT_TRUE(make_folders(folder.file(name)).ok());
    ASSERT_TRUE(write_file_atomic(folder.file(name) + "/" + name, name).ok());
  }
  ASSERT_TRUE(replace_path(folder.file("new"), folder.file("old")).ok());
  EXPECT_TRUE(file_exists(folder.file("old/new")));
  EXPECT_FALSE(file_exists(folder.file("old/old")));
  EXPECT_FALSE(file_exists(folder.file("new")));
  EXPECT_FALSE(file_exists(folder.file("old.former")));
}

TEST(ReplacePath, PutsAFileInPlaceOfAnother) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("a"), "1").ok());
  ASSERT_TRUE(write_file_atomic(folder.file("b"), "2").ok());
  ASSERT_TRUE(replace_path(folder.file("a"), folder.file("b")).ok());
  EXPECT_EQ(read_file(folder.file("b")).value(), "1");
}

TEST(ReplacePath, KeepsTheOldWhenTheNewIsNotThere) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("b"), "2").ok());
  EXPECT_EQ(replace_path(folder.file("a"), folder.file("b")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(read_file(folder.file("b")).value(), "2");
  ASSERT_TRUE(make_folders(folder.file("c/d")).ok());
  EXPECT_FALSE(replace_path(folder.file("a"), folder.file("c")).ok());
  EXPECT_TRUE(file_exists(folder.file("c/d")));
}

TEST(RemovePath, RemovesWhatIsInItAndNothingIsNoError) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_folders(folder.file("a/b/c")).ok());
  ASSERT_TRUE(remove_path(folder.file("a")).ok());
  EXPECT_FALSE(file_exists(folder.file("a")));
  EXPECT_TRUE(remove_path(folder.file("a")).ok());
}

TEST(WithoutTrailingSlash, KeepsTheRoot) {
  EXPECT_EQ(without_trailing_slash("a//"), "a");
  EXPECT_EQ(without_trailing_slash("/"), "/");
}

}  // namespace
}  // namespace theta
