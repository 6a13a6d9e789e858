#include "formats/toml.h"

#include <gtest/gtest.h>

#include <utility>

namespace theta::formats {
namespace {

// "table.key=a|b" for each entry, in order; or the error.
std::string parsed(std::string_view text) {
  const Result<TomlDocument> document = parse_toml(text, "t.toml");
  if (!document.ok()) return document.error().message;
  std::string result;
  for (const TomlEntry& entry : document.value().entries) {
    if (!result.empty()) result += "; ";
    if (!entry.table.empty()) result += entry.table + ".";
    result += entry.key + "=" + (entry.is_array ? "[" : "");
    for (size_t i = 0; i < entry.values.size(); ++i) result += (i == 0 ? "" : "|") + entry.values[i];
    if (entry.is_array) result += "]";
  }
  return result;
}

TEST(Toml, ReadsTablesKeysAndValues) {
  EXPECT_EQ(parsed("threads = 2\n\n[train]\ntopics=30 # many\nmax-share = 0.5\nstem = true\n[ edit . "
                   "\"rename\" ]\na_b='c'"),
            "threads=2; train.topics=30; train.max-share=0.5; train.stem=true; edit.rename.a_b=c");
  EXPECT_EQ(parsed(""), "");
  EXPECT_EQ(parsed("\xEF\xBB\xBF# only a comment\r\na = 1\r\n"), "a=1");
  EXPECT_EQ(parsed("a ="
                   " \"#not a comment\" # a comment"),
            "a=#not a comment");
}

TEST(Toml, WritesNumbersInFull) {
  EXPECT_EQ(parsed("a = 1_000\nb = -3\nc = 6.5e-1\nd = 0x1F\ne = +inf\nf = 0.10"),
            "a=1000; b=-3; c=0.65; d=31; e=inf; f=0.1");
}

TEST(Toml, TextEscapesAndLiterals) {
  EXPECT_EQ(parsed(R"(a = "tab\tquote\"back\\slash \u6587\U0001F600")"), "a=tab\tquote\"back\\slash 文😀");
  EXPECT_EQ(parsed(R"(a = 'C:\new "x"')"), R"(a=C:\new "x")");
  EXPECT_EQ(parsed("a = \"正文\""), "a=正文");
}

TEST(Toml, ArraysMayGoOverLines) {
  EXPECT_EQ(parsed("a = [\"x\", # first\n  'y',\n]\nb = []\nc = [1, 2]"), "a=[x|y]; b=[]; c=[1|2]");
}

TEST(Toml, ErrorsNameTheLineAndItsText) {
  const std::pair<const char*, const char*> kCases[] = {
      {"a = 1\nb = two", "t.toml:2: \"b = two\" cannot be read"},
      {"\n\na", "t.toml:3: "},
      {"a = 1\na = 2", "t.toml:2: \"a = 2\" cannot be read"},
      {"[t]\n[u]\n[t]", "t.toml:3: \"[t]\" cannot be read"},
      {"a = \"x\nb = 1", "t.toml:1: "},
      {"a = 1 b = 2", "t.toml:1: \"a = 1 b = 2\" cannot be read"},
      {"= 1", "t.toml:1: "},
      {"[train\na = 1", "t.toml:1: "},
      {"x = 1\na = 1979-05-27", "t.toml:2: a is a date, which no setting takes"},
      {"a = {b = 1}", "t.toml:1: a is a table in braces"},
      {"a = [[1]]", "t.toml:1: a is a list in a list"},
      {"[[a]]\nb = 1", "t.toml:1: a is a list of tables"},
  };
  for (const auto& [text, expected] : kCases) EXPECT_EQ(parsed(text).find(expected), 0U) << parsed(text);
}

TEST(Toml, RefusesWhatIsNoToml) {
  for (const char* const text :
       {"a = 01", R"(a = "\x4")", R"(a = "\ud800")", R"(a = "\u12)", "a = \"\x01\"", "a = 1__0"}) {
    EXPECT_FALSE(parse_toml(text, "t.toml").ok()) << text;
  }
  EXPECT_FALSE(parse_toml("a = " + std::string(1000000, '1'), "t.toml").ok()) << "a number that never ends";
}

}  // namespace
}  // namespace theta::formats
