#include "base/scratch_file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/temporary_folder.h"

namespace theta {
namespace {

TEST(ScratchFile, GivesBackWhatWasWritten) {
  const TemporaryFolder folder;
  ScratchFile file = ScratchFile::create(folder.path()).value();
  ASSERT_TRUE(file.write("one ").ok());
  ASSERT_TRUE(file.write("two").ok());
  EXPECT_EQ(file.size(), 7u);
  ASSERT_TRUE(file.map().ok());
  const ScratchFile moved = std::move(file);
  EXPECT_EQ(moved.bytes(), "one two");
}

TEST(ScratchFile, StaysReadableWhereItsMemoryWasGivenBack) {
  const TemporaryFolder folder;
  ScratchFile file = ScratchFile::create(folder.path()).value();
  const std::string piece(size_t{1} << 20, 'x');
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(file.write(piece).ok());
  ASSERT_TRUE(file.map().ok());
  file.release(file.size() / 2);
  file.release(file.size());
  EXPECT_EQ(file.bytes().find_first_not_of('x'), std::string_view::npos);
}

TEST(ScratchFile, HasNoNameFromTheStart) {
  const TemporaryFolder folder;
  ScratchFile file = ScratchFile::create(folder.path()).value();
  ASSERT_TRUE(file.write("secret").ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ScratchFile, AnEmptyOneHasNoBytes) {
  const TemporaryFolder folder;
  ScratchFile file = ScratchFile::create(folder.path()).value();
  ASSERT_TRUE(file.map().ok());
  EXPECT_TRUE(file.bytes().empty());
}

TEST(ScratchFile, AFolderThatIsMissingIsNamed) {
  const TemporaryFolder folder;
  const auto file = ScratchFile::create(folder.file("none"));
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(file.error().message.find("none"), std::string::npos);
}

}  // namespace
}  // namespace theta
