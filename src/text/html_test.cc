#include "text/html.h"

#include <gtest/gtest.h>

namespace theta::text {
namespace {

std::string resolved(std::string_view text) {
  std::string out;
  append_with_references_resolved(text, out);
  return out;
}

TEST(CharacterReference, NamedOnesAreResolved) {
  EXPECT_EQ(resolved("&amp;&lt;&gt;&quot;&apos;"), "&<>\"'");
  EXPECT_EQ(resolved("&AElig;&Auml;&aacute;&yuml;&zwnj;&yen;&hellip;&mdash;"), "ÆÄáÿ ¥…—");
}

TEST(CharacterReference, NamesTellCase) {
  EXPECT_EQ(resolved("&Eacute;&eacute;"), "Éé");
}

TEST(CharacterReference, NumericOnesAreResolved) {
  EXPECT_EQ(resolved("&#65;&#x42;&#X43;&#26376;"), "ABC月");
}

TEST(CharacterReference, ThoseToNoCharacterBecomeBlanks) {
  EXPECT_EQ(resolved("a&#0;b&#xD800;c&#x110000;d&#99999999;e&#7;f"), "a b c d e f");
}

TEST(CharacterReference, OthersStayAsTheyAre) {
  for (const char* text :
       {"&", "&&", "&;", "&#;", "&#x;", "&#12a;", "&nosuch;", "&amp", "AT&T", "&verylongname;", "a & b;"}) {
    EXPECT_EQ(resolved(text), text);
  }
}

// The part of the text that is a tag, from the start.
std::string tag_of(std::string_view text) {
  return std::string(text.substr(0, TagFinder(text).end_of_tag(0)));
}

TEST(Tag, StartAndEndTagsOfHtmlAreFound) {
  for (const char* tag :
       {"<br>", "<br/>", "</p>", "<a href='x'>", "<img src=x alt=\"a b\">", "<h1>", "<td\n>", "<user>"}) {
    EXPECT_EQ(tag_of(std::string(tag) + " text"), tag);
  }
}

TEST(Tag, OtherAnglesAreText) {
  for (const char* text :
       {"<", "<>", "< br>", "<3 love>", "<nosuchtag>", "<b and c>", "<div", "<div <p>", "</", "<!", "<!--"}) {
    EXPECT_EQ(tag_of(text), "") << text;
  }
}

TEST(Tag, CommentsAndDeclarationsAreFound) {
  EXPECT_EQ(tag_of("<!-- a > b --> c"), "<!-- a > b -->");
  EXPECT_EQ(tag_of("<!doctype html> c"), "<!doctype html>");
}

TEST(Tag, ScriptAndStyleSwallowTheirContents) {
  EXPECT_EQ(tag_of("<script>if (a<b) c();</script>d"), "<script>if (a<b) c();");
  EXPECT_EQ(tag_of("<style type=x>p {}</style>"), "<style type=x>p {}");
}

TEST(Tag, ScriptWithoutAnEndLosesOnlyItsTag) {
  EXPECT_EQ(tag_of("<script> moon"), "<script>");
}

}  // namespace
}  // namespace theta::text
