#include "views/word_places.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "views/column_file.h"

namespace theta::views {
namespace {

// What stands in the text at the place of each word; "-" where it was not found.
std::vector<std::string> found_in(std::string_view text, const std::vector<std::string_view>& words) {
  std::vector<std::string> found;
  const std::vector<WordPlace> places = find_words(text, words).value();
  for (const WordPlace& place : places)
    found.emplace_back(place.end > place.begin ? text.substr(place.begin, place.end - place.begin) : "-");
  return found;
}

using Found = std::vector<std::string>;

TEST(WordPlaces, AreInTheSpellingOfTheText) {
  EXPECT_EQ(found_in("The Ship, the SAIL", {"ship", "sail"}), (Found{"Ship", "SAIL"}));
  EXPECT_EQ(found_in("Ｓｈｉｐ and sail", {"ship", "sail"}), (Found{"Ｓｈｉｐ", "sail"})) << "full width";
}

TEST(WordPlaces, FollowEachOther) {
  EXPECT_EQ(found_in("sail ship sail", {"ship", "sail"}), (Found{"ship", "sail"}));
  EXPECT_EQ(find_words("sail ship sail", std::vector<std::string_view>{"ship", "sail"}).value()[1].begin,
            10u);
}

TEST(WordPlaces, OfChineseAreWholeCharacters) {
  EXPECT_EQ(found_in("我们研究主题模型。", {"研究", "主题", "模型"}), (Found{"研究", "主题", "模型"}));
}

TEST(WordPlaces, ThatAreNotThereAreEmpty) {
  EXPECT_EQ(found_in("ship", {"anchor", "ship"}), (Found{"-", "ship"}));
  EXPECT_EQ(found_in("", {"ship"}), (Found{"-"}));
  EXPECT_TRUE(found_in("ship", {}).empty());
}

TEST(ColumnFile, RefusesWhatTheFileDoesNotHold) {
  const TemporaryFolder folder;
  const std::string path = folder.file("values");
  const std::vector<uint32_t> written = {3, 1, 4, 1, 5};
  ASSERT_TRUE(write_file_atomic(path, as_bytes(std::span<const uint32_t>(written))).ok());
  const ColumnFile file = ColumnFile::open(path).value();
  std::vector<uint32_t> part(2);
  ASSERT_TRUE(file.read(3, std::span<uint32_t>(part)).ok());
  EXPECT_EQ(part, (std::vector<uint32_t>{1, 5}));
  EXPECT_EQ(file.read(4, std::span<uint32_t>(part)).error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(read_column<uint32_t>(file).value(), written);
  EXPECT_FALSE(ColumnFile::open(folder.file("nothing")).ok());
}

}  // namespace
}  // namespace theta::views
