#include "base/spelling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <queue>

namespace theta {
namespace {

constexpr std::string_view kLetters = "abc";

// All texts that one edit makes of `text`.
std::vector<std::string> one_edit_away(const std::string& text) {
  std::vector<std::string> results;
  for (size_t i = 0; i <= text.size(); ++i) {
    for (const char letter : kLetters) results.push_back(text.substr(0, i) + letter + text.substr(i));
    if (i == text.size()) continue;
    results.push_back(text.substr(0, i) + text.substr(i + 1));
    for (const char letter : kLetters) results.push_back(text.substr(0, i) + letter + text.substr(i + 1));
    if (i + 1 == text.size()) continue;
    std::string exchanged = text;
    std::swap(exchanged[i], exchanged[i + 1]);
    results.push_back(exchanged);
  }
  return results;
}

// Edits from `start` to every text of at most `longest` letters, by breadth-first search: the definition
// itself. Ways through texts that are longer than both ends are never shorter, but one more letter is allowed
// to show it.
std::map<std::string, size_t> distances_by_search(const std::string& start, size_t longest) {
  std::map<std::string, size_t> distances = {{start, 0}};
  std::queue<std::string> waiting({start});
  while (!waiting.empty()) {
    const std::string text = waiting.front();
    waiting.pop();
    for (const std::string& next : one_edit_away(text)) {
      if (next.size() > longest + 1 || distances.contains(next)) continue;
      distances[next] = distances[text] + 1;
      waiting.push(next);
    }
  }
  return distances;
}

TEST(Spelling, DistanceIsTheFewestEdits) {
  for (const char* const start : {"", "a", "ab", "abc", "cab", "aabb", "abca", "cbab"}) {
    for (const auto& [text, edits] : distances_by_search(start, 4)) {
      if (text.size() > 4) continue;
      EXPECT_EQ(spelling_distance(start, text), edits) << start << " -> " << text;
    }
  }
}

TEST(Spelling, CharactersCountNotBytes) {
  EXPECT_EQ(spelling_distance("评论", "论评"), 1u);
  EXPECT_EQ(spelling_distance("评论", "评语"), 1u);
  EXPECT_EQ(spelling_distance("año", "ano"), 1u);
  EXPECT_EQ(spelling_distance("\xff\xe8", "\xff"), 1u);
}

TEST(Spelling, NearestIsTheLeastDistantThenTheFirst) {
  const std::vector<std::string> commands = {"train", "import", "infer", "report", "topics"};
  EXPECT_EQ(nearest_spelling("trian", commands), "train");
  EXPECT_EQ(nearest_spelling("reprot", commands), "report");
  EXPECT_EQ(nearest_spelling("TOPIC", commands), "topics");
  EXPECT_EQ(nearest_spelling("paint", commands), "");
  EXPECT_EQ(nearest_spelling("x", {"y"}), "");
  EXPECT_EQ(nearest_spelling("bat", {"cat", "bad"}), "cat");
}

TEST(Spelling, ABeginningIsEnough) {
  EXPECT_EQ(nearest_spelling("--voc", {"--topics", "--vocab-size"}), "--vocab-size");
  EXPECT_EQ(nearest_spelling("vo", {"vocabulary"}), "");
}

TEST(Spelling, AsksOnlyWhenSomethingIsNear) {
  EXPECT_EQ(did_you_mean("cvs", {"csv", "tsv"}), "; did you mean \"csv\"?");
  EXPECT_EQ(did_you_mean("parquet", {"csv", "tsv"}), "");
}

TEST(NearestSpelling, CountsCharactersNotBytes) {
  const std::vector<std::string> words = {"space", "spice", "orbit", "航天", "宇航员"};
  EXPECT_EQ(nearest_spelling("SPACE", words), "space");
  EXPECT_EQ(nearest_spelling("sapce", words), "space");
  EXPECT_EQ(nearest_spelling("宇航", words), "宇航员");
  EXPECT_EQ(nearest_spelling("telescope", words), "");
}

}  // namespace
}  // namespace theta
