#include "corpus/archive.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

std::vector<std::string> decoded(const std::vector<std::string>& raw) {
  std::vector<isolation::EntryInfo> entries;
  for (const std::string& name : raw) entries.push_back({name, "<" + name.substr(0, 1) + ">", 0, 0, ""});
  return decode_names(entries);
}

using Names = std::vector<std::string>;

TEST(ArchiveNames, Utf8IsTakenAsItIs) {
  EXPECT_EQ(decoded({"评论/一.txt", "a.txt"}), (Names{"评论/一.txt", "a.txt"}));
}

TEST(ArchiveNames, ChineseOfOtherSystemsIsFoundFromAllNames) {
  // "评论.txt", "时间.csv" and "新闻报道.txt" in GBK.
  EXPECT_EQ(decoded({"\xC6\xC0\xC2\xDB.txt", "\xCA\xB1\xBC\xE4.csv", "\xD0\xC2\xCE\xC5\xB1\xA8\xB5\xC0.txt"}),
            (Names{"评论.txt", "时间.csv", "新闻报道.txt"}));
}

TEST(ArchiveNames, AnythingElseIsCodePage437) {
  EXPECT_EQ(decoded({"caf\x82.txt"}), (Names{"<c>"}));
}

TEST(ArchiveText, InvalidBytesAreReplaced) {
  std::string text =
      "a\xFF"
      "b";
  make_valid_utf8(text);
  EXPECT_EQ(text,
            "a\xEF\xBF\xBD"
            "b");
}

}  // namespace
}  // namespace theta::corpus
