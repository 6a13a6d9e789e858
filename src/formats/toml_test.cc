#include "formats/toml.h"

#include <gtest/gtest.h>

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

TEST(Toml, NumbersKeepTheirSpelling) {
  EXPECT_EQ(parsed("a = 1_000\nb = -3\nc = 6.5e-1\nd = 0x1F\ne = +inf\nf = 0.10"),
            "a=1000; b=-3; c=6.5e-1; d=0x1F; e=+inf; f=0.10");
}

TEST(Toml, TextEscapesAndLiterals) {
  EXPECT_EQ(parsed(R"(a = "tab\tquote\"back\\slash \u6587\U0001F600")"), "a=tab\tquote\"back\\slash 文😀");
  EXPECT_EQ(parsed(R"(a = 'C:\new "x"')"), R"(a=C:\new "x")");
  EXPECT_EQ(parsed("a = \"正文\""), "a=正文");
}

TEST(Toml, ArraysMayGoOverLines) {
  EXPECT_EQ(parsed("a = [\"x\", # first\n  'y',\n]\nb = []\nc = [1, 2]"), "a=[x|y]; b=[]; c=[1|2]");
}

TEST(Toml, ErrorsNameTheLine) {
  EXPECT_EQ(parsed("a = 1\nb = two"),
            "t.toml:2: two is not a number, true or false; a text must stand in quotes: \"two\"");
  EXPECT_EQ(parsed("\n\na"), "t.toml:3: = was expected after a");
  EXPECT_EQ(parsed("a = 1\na = 2"), "t.toml:2: a is set in line 1 already");
  EXPECT_EQ(parsed("[t]\n[u]\n[t]"), "t.toml:3: [t] stands in line 1 already");
  EXPECT_EQ(parsed("a = [1,\n2\nb = 3"), "t.toml:3: , or ] was expected in the array");
  EXPECT_EQ(parsed("a = [1,\n"), "t.toml:2: a value is missing");
  EXPECT_EQ(parsed("a = \"x\nb = 1"), "t.toml:1: a text does not end with \" on its line");
  EXPECT_EQ(parsed("a = 1 b = 2"), "t.toml:1: nothing may follow the value on its line");
  EXPECT_EQ(parsed("= 1"), "t.toml:1: a key was expected, as in: threads = 2");
  EXPECT_EQ(parsed("[train\na = 1"), "t.toml:1: a table must end with ]");
}

TEST(Toml, WhatSettingsDoNotNeedIsRefusedByName) {
  for (const char* const text :
       {"[[a]]", "a = {b = 1}", "a.b = 1", "a = \"\"\"x\"\"\"", "a = [[1]]", "a = 1979-05-27", "a = 01",
        R"(a = "\x41")", R"(a = "\ud800")", R"(a = "\u12)", "a = \"\x01\"", "a = 1__0"}) {
    EXPECT_FALSE(parse_toml(text, "t.toml").ok()) << text;
  }
  EXPECT_FALSE(parse_toml("a = " + std::string(1000000, '1'), "t.toml").ok()) << "a number that never ends";
}

}  // namespace
}  // namespace theta::formats
