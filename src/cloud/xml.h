#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::cloud {

/// An element of an answer; attributes and namespaces are left out.
struct XmlElement {
  std::string name;
  std::string text;  ///< of the element itself
  std::vector<XmlElement> children;

  /// Text of the first child of that name; empty where there is none.
  std::string child(std::string_view wanted) const;
  /// Appends a child, and returns it.
  XmlElement& add(std::string child_name, std::string child_text = {});

  bool operator==(const XmlElement&) const = default;
};

/// Parses a document, and gives its root. Refuses what declares types of documents, and more than 16 levels.
Result<XmlElement> parse_xml(std::string_view text);

std::string xml_escaped(std::string_view text);
/// The element and all below it, without blanks between them.
std::string xml_text(const XmlElement& element);

}  // namespace theta::cloud
