#include "text/word_index.h"

#include <gtest/gtest.h>

#include <map>

namespace theta::text {
namespace {

TEST(WordIndex, NumbersWordsInTheOrderOfFirstUse) {
  WordIndex index;
  EXPECT_EQ(index.add("moon"), 0u);
  EXPECT_EQ(index.add("mars"), 1u);
  EXPECT_EQ(index.add("moon"), 0u);
  EXPECT_EQ(index.words(), (std::vector<std::string_view>{"moon", "mars"}));
}

TEST(WordIndex, FindsWithoutAdding) {
  WordIndex index;
  index.add("moon");
  EXPECT_EQ(index.find("moon"), 0u);
  EXPECT_EQ(index.find("mars"), WordIndex::kAbsent);
  EXPECT_EQ(index.words().size(), 1u);
}

TEST(WordIndex, TellsWordsOfEveryLengthApart) {
  WordIndex index;
  std::map<std::string, uint32_t> expected;
  for (size_t length = 0; length <= 40; ++length) {
    for (size_t changed = 0; changed <= length; ++changed) {
      std::string word(length, 'a');
      if (changed < length) word[changed] = 'b';
      expected.emplace(word, index.add(word));
    }
  }
  EXPECT_EQ(index.words().size(), expected.size());
  for (const auto& [word, id] : expected) EXPECT_EQ(index.find(word), id) << word;
}

TEST(WordIndex, KeepsItsWordsWhileItGrowsAndMoves) {
  WordIndex index;
  for (int i = 0; i < 100000; ++i) index.add("word number " + std::to_string(i));
  const WordIndex moved = std::move(index);
  ASSERT_EQ(moved.words().size(), 100000u);
  for (uint32_t i = 0; i < 100000; ++i) {
    ASSERT_EQ(moved.words()[i], "word number " + std::to_string(i));
    ASSERT_EQ(moved.find(moved.words()[i]), i);
  }
}

TEST(WordIndex, AddsManyAtOnceAsOneByOne) {
  std::vector<std::string> texts;
  for (size_t i = 0; i < 30000; ++i) texts.push_back("word" + std::to_string(i * i % 9973));
  WordIndex together;
  WordIndex one_by_one;
  std::vector<uint32_t> numbers;
  for (size_t begin = 0, size = 0; begin < texts.size(); begin += size, size = size * 2 + 1) {
    size = std::min(size, texts.size() - begin);
    const std::vector<std::string_view> words(texts.begin() + static_cast<std::ptrdiff_t>(begin),
                                              texts.begin() + static_cast<std::ptrdiff_t>(begin + size));
    together.add_all(words, numbers);
    ASSERT_EQ(numbers.size(), words.size());
    for (size_t i = 0; i < words.size(); ++i) ASSERT_EQ(numbers[i], one_by_one.add(words[i])) << words[i];
  }
  EXPECT_EQ(together.words(), one_by_one.words());
}

TEST(WordIndex, KeepsWordsLongerThanABlock) {
  WordIndex index;
  const std::string word(200000, 'q');
  index.add("moon");
  EXPECT_EQ(index.add(word), 1u);
  EXPECT_EQ(index.words()[1], word);
  EXPECT_EQ(index.words()[0], "moon");
}

}  // namespace
}  // namespace theta::text
