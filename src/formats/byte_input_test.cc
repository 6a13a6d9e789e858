#include "formats/byte_input.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::formats {
namespace {

void write_gzip(const std::string& path, const std::string& text) {
  const gzFile file = ::gzopen(path.c_str(), "wb");
  ASSERT_EQ(::gzwrite(file, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
  ASSERT_EQ(::gzclose(file), Z_OK);
}

std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < 3 * ByteInput::kPiece; ++i) text += std::to_string(i * 7919);
  return text;
}

TEST(ByteInput, PlainFileComesWholeInPieces) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("a"), long_text()).ok());
  EXPECT_EQ(read_plain_or_gzip(folder.file("a")).value(), long_text());
}

TEST(ByteInput, GzipIsUnpackedWhateverItsName) {
  const TemporaryFolder folder;
  write_gzip(folder.file("a.csv"), long_text());
  EXPECT_EQ(read_plain_or_gzip(folder.file("a.csv")).value(), long_text());
}

TEST(ByteInput, CutGzipIsAnError) {
  const TemporaryFolder folder;
  write_gzip(folder.file("a.gz"), long_text());
  const std::string whole = read_file(folder.file("a.gz")).value();
  ASSERT_TRUE(write_file_atomic(folder.file("cut.gz"), whole.substr(0, whole.size() / 2)).ok());
  const auto result = read_plain_or_gzip(folder.file("cut.gz"));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::kBadInput);
}

TEST(ByteInput, DamagedGzipIsAnError) {
  const TemporaryFolder folder;
  write_gzip(folder.file("a.gz"), long_text());
  std::string whole = read_file(folder.file("a.gz")).value();
  for (size_t i = whole.size() / 2; i < whole.size() / 2 + 64; ++i) whole[i] = 'x';
  ASSERT_TRUE(write_file_atomic(folder.file("bad.gz"), whole).ok());
  EXPECT_FALSE(read_plain_or_gzip(folder.file("bad.gz")).ok());
}

TEST(ByteInput, MissingFileAndFolderAreNamed) {
  const TemporaryFolder folder;
  EXPECT_EQ(ByteInput::open(folder.file("none")).error().kind, ErrorKind::kNotFound);
  const Error error = ByteInput::open(folder.path()).error();
  EXPECT_EQ(error.kind, ErrorKind::kBadInput);
  EXPECT_NE(error.message.find(folder.path()), std::string::npos);
}

}  // namespace
}  // namespace theta::formats
