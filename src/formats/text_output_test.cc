#include "formats/text_output.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"
#include "formats/byte_input.h"

namespace theta::formats {
namespace {

std::string long_text() {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += std::to_string(i * 7919 % 100003) + "\n";
  return text;
}

Status write(const std::string& path, std::string_view text, size_t piece) {
  THETA_ASSIGN(TextOutput output, TextOutput::create(path));
  for (size_t at = 0; at < text.size(); at += piece)
    THETA_RETURN_IF_ERROR(output.write(text.substr(at, piece)));
  return output.close();
}

TEST(TextOutput, PacksWhatIsCalledGz) {
  const TemporaryFolder folder;
  const std::string text = long_text();
  ASSERT_TRUE(write(folder.file("a.gz"), text, 1000).ok());
  ASSERT_TRUE(write(folder.file("b.gz"), text, text.size()).ok());
  const std::string packed = read_file(folder.file("a.gz")).value();
  EXPECT_LT(packed.size(), text.size() / 2);
  EXPECT_EQ(packed, read_file(folder.file("b.gz")).value());
  EXPECT_EQ(read_plain_or_gzip(folder.file("a.gz")).value(), text);
}

TEST(TextOutput, LeavesOtherNamesPlain) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write(folder.file("a.txt"), "one\ntwo\n", 3).ok());
  EXPECT_EQ(read_file(folder.file("a.txt")).value(), "one\ntwo\n");
}

TEST(TextOutput, AppearsOnlyAtClose) {
  const TemporaryFolder folder;
  {
    auto output = TextOutput::create(folder.file("a.gz"));
    ASSERT_TRUE(output.ok());
    ASSERT_TRUE(output.value().write("half").ok());
  }
  EXPECT_FALSE(file_exists(folder.file("a.gz")));
}

}  // namespace
}  // namespace theta::formats
