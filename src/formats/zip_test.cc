#include "formats/zip.h"

#include <gtest/gtest.h>

#include <array>

#include "base/temporary_folder.h"

namespace theta::formats {
namespace {

TEST(ZipWriter, ItsMembersAreFoundAgain) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.zip");
  auto zip = ZipWriter::create(path);
  ASSERT_TRUE(zip.ok());
  const std::array<std::string_view, 2> pieces = {"one ", "two"};
  const std::array<std::string_view, 1> empty = {""};
  ASSERT_TRUE(zip.value().add("first.txt", pieces).ok());
  ASSERT_TRUE(zip.value().add("empty", empty).ok());
  ASSERT_TRUE(zip.value().add("主题.txt", pieces).ok());
  EXPECT_FALSE(file_exists(path));
  ASSERT_TRUE(zip.value().close().ok());
  EXPECT_EQ(read_zip_member(path, "first.txt", 100).value(), "one two");
  EXPECT_EQ(read_zip_member(path, "empty", 100).value(), "");
  EXPECT_EQ(read_zip_member(path, "主题.txt", 100).value(), "one two");
  EXPECT_EQ(read_zip_member_end(path, "first.txt", 3).value(), "two");
}

TEST(ReadZipMember, RefusesWhatIsNotThereOrTooLarge) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.zip");
  auto zip = ZipWriter::create(path);
  ASSERT_TRUE(zip.ok());
  const std::array<std::string_view, 1> pieces = {"four"};
  ASSERT_TRUE(zip.value().add("a", pieces).ok());
  ASSERT_TRUE(zip.value().close().ok());
  EXPECT_EQ(read_zip_member(path, "b", 100).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(read_zip_member(path, "a", 3).error().kind, ErrorKind::kNotFound);
}

// Every prefix and every changed byte is refused or read, never an access outside the file.
TEST(ReadZipMember, StandsDamage) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.zip");
  auto zip = ZipWriter::create(path);
  ASSERT_TRUE(zip.ok());
  const std::array<std::string_view, 1> pieces = {"contents"};
  ASSERT_TRUE(zip.value().add("a", pieces).ok());
  ASSERT_TRUE(zip.value().close().ok());
  const std::string whole = read_file(path).value();
  for (size_t i = 0; i < whole.size(); ++i) {
    ASSERT_TRUE(write_file_atomic(path, whole.substr(0, i)).ok());
    static_cast<void>(read_zip_member(path, "a", 100));
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x80);
    ASSERT_TRUE(write_file_atomic(path, changed).ok());
    static_cast<void>(read_zip_member(path, "a", 100));
  }
}

}  // namespace
}  // namespace theta::formats
