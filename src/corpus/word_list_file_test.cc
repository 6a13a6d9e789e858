#include "corpus/word_list_file.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"

namespace theta::corpus {
namespace {

TEST(WordListFileTest, FindsEveryWordAndNoOther) {
  const TemporaryFolder folder;
  const std::vector<std::string_view> words = {"ship", "a", "sea", "shipping", "海", "never"};
  ASSERT_TRUE(write_word_list(folder.file("words.tsv"), words, {7, 1, 120000, 3, 2, 0}).ok());
  const auto list = WordListFile::open(folder.file("words.tsv"));
  ASSERT_TRUE(list.ok()) << list.error().message;
  EXPECT_EQ(list.value().documents("ship"), 7u);
  EXPECT_EQ(list.value().documents("a"), 1u);
  EXPECT_EQ(list.value().documents("sea"), 120000u);
  EXPECT_EQ(list.value().documents("shipping"), 3u);
  EXPECT_EQ(list.value().documents("海"), 2u);
  for (const char* const word : {"", "never", "shi", "ships", "zz", "A", "\t"})
    EXPECT_FALSE(list.value().documents(word).has_value()) << word;
}

TEST(WordListFileTest, ListsNothingWhereThereIsNoWord) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_word_list(folder.file("words.tsv"), {}, {}).ok());
  const auto list = WordListFile::open(folder.file("words.tsv"));
  ASSERT_TRUE(list.ok()) << list.error().message;
  EXPECT_FALSE(list.value().documents("ship").has_value());
}

}  // namespace
}  // namespace theta::corpus
