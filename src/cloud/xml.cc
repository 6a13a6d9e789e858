#include "cloud/xml.h"

#include <expat.h>

#include <memory>
#include <type_traits>

namespace theta::cloud {
namespace {

constexpr size_t kMostLevels = 16;

struct Builder {
  XML_Parser parser = nullptr;
  std::vector<XmlElement> open;
  XmlElement root;
  bool refused = false;

  void refuse() {
    refused = true;
    XML_StopParser(parser, XML_FALSE);
  }
};

void on_start(void* data, const char* name, const char** /*attributes*/) {
  Builder& builder = *static_cast<Builder*>(data);
  if (builder.open.size() == kMostLevels) return builder.refuse();
  builder.open.push_back({.name = name});
}

void on_end(void* data, const char* /*name*/) {
  Builder& builder = *static_cast<Builder*>(data);
  XmlElement done = std::move(builder.open.back());
  builder.open.pop_back();
  if (builder.open.empty()) {
    builder.root = std::move(done);
  } else {
    builder.open.back().children.push_back(std::move(done));
  }
}

void on_text(void* data, const char* text, int size) {
  Builder& builder = *static_cast<Builder*>(data);
  if (!builder.open.empty()) builder.open.back().text.append(text, static_cast<size_t>(size));
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
  static_cast<Builder*>(data)->refuse();
}

}  // namespace

std::string XmlElement::child(std::string_view wanted) const {
  for (const XmlElement& element : children) {
    if (element.name == wanted) return element.text;
  }
  return {};
}

XmlElement& XmlElement::add(std::string child_name, std::string child_text) {
  children.push_back({.name = std::move(child_name), .text = std::move(child_text)});
  return children.back();
}

std::string xml_text(const XmlElement& element) {
  std::string out = "<" + element.name + ">";
  // Text between elements is indentation, no content.
  if (element.children.empty()) out += xml_escaped(element.text);
  for (const XmlElement& child : element.children) out += xml_text(child);
  return out + "</" + element.name + ">";
}

Result<XmlElement> parse_xml(std::string_view text) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate("UTF-8"), &XML_ParserFree);
  if (parser == nullptr) return make_error(ErrorKind::kExhausted, "no memory for an answer in XML");
  Builder builder{.parser = parser.get()};
  XML_SetUserData(parser.get(), &builder);
  XML_SetElementHandler(parser.get(), &on_start, &on_end);
  XML_SetCharacterDataHandler(parser.get(), &on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), &on_doctype);
  const XML_Status status = XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
  if (builder.refused) return make_error(ErrorKind::kRemote, "the answer's XML is not what a store sends");
  if (status != XML_STATUS_OK) {
    return make_error(ErrorKind::kRemote, "the answer is no XML: {}",
                      XML_ErrorString(XML_GetErrorCode(parser.get())));
  }
  return std::move(builder.root);
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace theta::cloud
