#include "corpus/word_files.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::corpus {
namespace {

class WordFiles : public testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    EXPECT_TRUE(write_file_atomic(folder_.file("words.txt"), bytes).ok());
    return folder_.file("words.txt");
  }

  TemporaryFolder folder_;
};

TEST_F(WordFiles, AreReadInTheEncodingsOfTexts) {
  const std::vector<std::string> expected = {"酒店", "房间"};
  for (const std::string& bytes : {std::string("酒店\n房间\n"), std::string("\xEF\xBB\xBF酒店\r\n房间"),
                                   std::string("\xBE\xC6\xB5\xEA\n\xB7\xBF\xBC\xE4\n"),
                                   std::string("\xFF\xFE\x52\x91\x97\x5E\n\0\x3F\x62\xF4\x95\n\0", 14)}) {
    const auto words = read_word_list(write(bytes));
    ASSERT_TRUE(words.ok()) << words.error().message;
    EXPECT_EQ(words.value(), expected);
  }
}

TEST_F(WordFiles, DictionariesGiveWordsAndFrequencies) {
  const auto words = read_dictionary(write("云计算 5 n\n台中\n"));
  ASSERT_TRUE(words.ok());
  EXPECT_EQ(words.value(), (std::vector<text::DictionaryWord>{{"云计算", 5}, {"台中", {}}}));
}

TEST_F(WordFiles, ErrorsNameTheFile) {
  const auto missing = read_word_list(folder_.file("none.txt"));
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(missing.error().message.find("none.txt"), std::string::npos);
  const auto folder = read_dictionary(folder_.path());
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().kind, ErrorKind::kBadInput);
  const auto line = read_dictionary(write("台中\n云计算 x1.5\n云计算 1.5\n"));
  ASSERT_FALSE(line.ok());
  EXPECT_NE(line.error().message.find("words.txt, line 3"), std::string::npos);
  EXPECT_FALSE(read_word_list(write(std::string(200, '\x01'))).ok()) << "a binary file";
}

TEST_F(WordFiles, AnEmptyFileHasNoWords) {
  const auto words = read_word_list(write(""));
  ASSERT_TRUE(words.ok()) << words.error().message;
  EXPECT_TRUE(words.value().empty());
}

}  // namespace
}  // namespace theta::corpus
