#include "base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "base/hash.h"
#include "base/temporary_folder.h"

namespace theta {
namespace {

TEST(WriteFileAtomic, ReplacesContentsAndLeavesNoTemporaryFile) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.txt");
  ASSERT_TRUE(write_file_atomic(path, "one").ok());
  ASSERT_TRUE(write_file_atomic(path, "two").ok());
  EXPECT_EQ(read_file(path).value(), "two");
  size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++entries;
  EXPECT_EQ(entries, 1U);
}

TEST(FileWriter, AbandonedWriterLeavesTheOldFile) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.txt");
  ASSERT_TRUE(write_file_atomic(path, "old").ok());
  {
    auto writer = FileWriter::create(path);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer.value().write("half").ok());
  }
  EXPECT_EQ(read_file(path).value(), "old");
  EXPECT_FALSE(file_exists(path + ".part"));
}

TEST(FileWriter, FillsInAHeaderAfterwards) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.bin");
  auto writer = FileWriter::create(path);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer.value().write("????body").ok());
  ASSERT_TRUE(writer.value().write_at(0, "head").ok());
  ASSERT_TRUE(writer.value().write("!").ok());
  ASSERT_TRUE(writer.value().close().ok());
  EXPECT_EQ(read_file(path).value(), "headbody!");
}

TEST(FileWriter, FullDiskIsExhaustedAndNamesThePath) {
  auto writer = FileWriter::create("/dev/full");
  if (writer.ok()) GTEST_SKIP() << "/dev allows new files here";
  EXPECT_NE(writer.error().message.find("/dev/full"), std::string::npos);
}

TEST(ReadFile, MissingFileIsNotFoundAndFolderIsBadInput) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_file(folder.file("none")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(read_file(folder.path()).error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(MappedFile::open(folder.file("none")).error().kind, ErrorKind::kNotFound);
}

TEST(MappedFile, EmptyFileMapsToNothing) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("e"), "").ok());
  EXPECT_TRUE(MappedFile::open(folder.file("e")).value().bytes().empty());
}

TEST(JoinPath, UsesExactlyOneSlash) {
  EXPECT_EQ(join_path("a", "b"), "a/b");
  EXPECT_EQ(join_path("a/", "b"), "a/b");
  EXPECT_EQ(join_path("", "b"), "b");
}

// Test vectors of FIPS 180-4 (NIST example computations).
TEST(Sha256, MatchesThePublishedDigests) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(ErrnoError, KindFollowsTheCause) {
  EXPECT_EQ(errno_error(ENOSPC, "write", "x").kind, ErrorKind::kExhausted);
  EXPECT_EQ(errno_error(EACCES, "write", "x").kind, ErrorKind::kNotAllowed);
  EXPECT_EQ(errno_error(EROFS, "write", "x").kind, ErrorKind::kNotAllowed);
  EXPECT_EQ(exit_code(ErrorKind::kExhausted), 6);
  EXPECT_EQ(exit_code(ErrorKind::kNotAllowed), 8);
}

}  // namespace
}  // namespace theta
