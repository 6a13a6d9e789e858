#include "cloud/xml.h"

#include <gtest/gtest.h>

namespace theta::cloud {
namespace {

TEST(Xml, WhatIsWrittenIsReadBack) {
  XmlElement list{.name = "Delete"};
  list.add("Quiet", "true");
  list.add("Object").add("Key", "a <b> & \"c\" '语料'");
  EXPECT_EQ(xml_text(list),
            "<Delete><Quiet>true</Quiet><Object><Key>a &lt;b&gt; &amp; &quot;c&quot; &apos;语料&apos;</Key>"
            "</Object></Delete>");
  EXPECT_EQ(parse_xml(xml_text(list)).value(), list);
}

TEST(Xml, BlanksBetweenElementsAreNoContent) {
  const XmlElement read = parse_xml("<A>\n  <B>text</B>\n</A>").value();
  EXPECT_EQ(xml_text(read), "<A><B>text</B></A>");
}

TEST(Xml, RefusesWhatNoStoreSends) {
  EXPECT_FALSE(parse_xml("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").ok());
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "<a>";
  EXPECT_FALSE(parse_xml(deep).ok());
  EXPECT_FALSE(parse_xml("<a>").ok());
  EXPECT_FALSE(parse_xml("").ok());
}

}  // namespace
}  // namespace theta::cloud
