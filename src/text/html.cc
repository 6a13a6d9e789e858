#include "text/html.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/characters.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

struct NamedReference {
  std::string_view name;
  char32_t character;
};

constexpr char32_t kBlank = ' ';

// Sorted by name. Letters of Latin-1 and the punctuation that web pages are full of.
constexpr std::array<NamedReference, 93> kReferences = {{
    {"AElig", 0xC6},    {"Aacute", 0xC1},  {"Acirc", 0xC2},   {"Agrave", 0xC0}, {"Aring", 0xC5},
    {"Atilde", 0xC3},   {"Auml", 0xC4},    {"Ccedil", 0xC7},  {"ETH", 0xD0},    {"Eacute", 0xC9},
    {"Ecirc", 0xCA},    {"Egrave", 0xC8},  {"Euml", 0xCB},    {"Iacute", 0xCD}, {"Icirc", 0xCE},
    {"Igrave", 0xCC},   {"Iuml", 0xCF},    {"Ntilde", 0xD1},  {"OElig", 0x152}, {"Oacute", 0xD3},
    {"Ocirc", 0xD4},    {"Ograve", 0xD2},  {"Oslash", 0xD8},  {"Otilde", 0xD5}, {"Ouml", 0xD6},
    {"Scaron", 0x160},  {"THORN", 0xDE},   {"Uacute", 0xDA},  {"Ucirc", 0xDB},  {"Ugrave", 0xD9},
    {"Uuml", 0xDC},     {"Yacute", 0xDD},  {"aacute", 0xE1},  {"acirc", 0xE2},  {"aelig", 0xE6},
    {"agrave", 0xE0},   {"amp", '&'},      {"apos", '\''},    {"aring", 0xE5},  {"atilde", 0xE3},
    {"auml", 0xE4},     {"bull", 0x2022},  {"ccedil", 0xE7},  {"cent", 0xA2},   {"copy", 0xA9},
    {"deg", 0xB0},      {"eacute", 0xE9},  {"ecirc", 0xEA},   {"egrave", 0xE8}, {"emsp", kBlank},
    {"ensp", kBlank},   {"eth", 0xF0},     {"euml", 0xEB},    {"euro", 0x20AC}, {"gt", '>'},
    {"hellip", 0x2026}, {"iacute", 0xED},  {"icirc", 0xEE},   {"igrave", 0xEC}, {"iuml", 0xEF},
    {"laquo", 0xAB},    {"ldquo", 0x201C}, {"lsquo", 0x2018}, {"lt", '<'},      {"mdash", 0x2014},
    {"middot", 0xB7},   {"nbsp", kBlank},  {"ndash", 0x2013}, {"ntilde", 0xF1}, {"oacute", 0xF3},
    {"ocirc", 0xF4},    {"oelig", 0x153},  {"ograve", 0xF2},  {"oslash", 0xF8}, {"otilde", 0xF5},
    {"ouml", 0xF6},     {"pound", 0xA3},   {"quot", '"'},     {"raquo", 0xBB},  {"rdquo", 0x201D},
    {"reg", 0xAE},      {"rsquo", 0x2019}, {"scaron", 0x161}, {"shy", 0xAD},    {"szlig", 0xDF},
    {"thorn", 0xFE},    {"times", 0xD7},   {"trade", 0x2122}, {"uacute", 0xFA}, {"uuml", 0xFC},
    {"yen", 0xA5},      {"yuml", 0xFF},    {"zwnj", kBlank},
}};

constexpr size_t kLongestName = 8;

bool is_scalar_value(uint32_t c) {
  return c != 0 && c < 0x110000 && (c < 0xD800 || c > 0xDFFF);
}

// '<' and '>' become blanks: escaped markup is talked about, not meant.
char32_t plain(char32_t c) {
  return c == '<' || c == '>' || c < ' ' ? kBlank : c;
}

// The character of the reference whose inner part ("#39", "amp") is `name`, or 0.
char32_t resolve(std::string_view name) {
  if (name.starts_with('#')) {
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
    if (hexadecimal) name.remove_prefix(1);
    uint32_t value = 0;
    const char* end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data(), end, value, hexadecimal ? 16 : 10);
    if (name.empty() || parsed.ptr != end) return 0;
    return parsed.ec == std::errc() && is_scalar_value(value) ? plain(value) : kBlank;
  }
  const auto* found =
      std::lower_bound(kReferences.begin(), kReferences.end(), name,
                       [](const NamedReference& a, std::string_view b) { return a.name < b; });
  return found != kReferences.end() && found->name == name ? found->character : 0;
}

constexpr std::array<std::string_view, 90> kTagNames = {
    "a",       "abbr",     "article",    "aside",   "audio",   "b",        "big",    "blockquote", "body",
    "br",      "button",   "canvas",     "caption", "center",  "cite",     "code",   "col",        "colgroup",
    "dd",      "del",      "details",    "dfn",     "div",     "dl",       "dt",     "em",         "email",
    "embed",   "fieldset", "figcaption", "figure",  "font",    "footer",   "form",   "h1",         "h2",
    "h3",      "h4",       "h5",         "h6",      "hashtag", "head",     "header", "hr",         "html",
    "i",       "iframe",   "img",        "input",   "ins",     "label",    "li",     "link",       "main",
    "map",     "mark",     "meta",       "nav",     "nobr",    "noscript", "number", "object",     "ol",
    "option",  "p",        "param",      "path",    "picture", "pre",      "q",      "s",          "script",
    "section", "select",   "small",      "source",  "span",    "strike",   "strong", "style",      "sub",
    "sup",     "svg",      "table",      "tbody",   "td",      "textarea", "tfoot",  "th",         "thead",
};
constexpr std::array<std::string_view, 11> kMoreTagNames = {"time", "title", "tr",    "tt",  "u",       "ul",
                                                            "url",  "user",  "video", "wbr", "username"};

bool is_tag_name(std::string_view name) {
  return std::binary_search(kTagNames.begin(), kTagNames.end(), name) ||
         std::find(kMoreTagNames.begin(), kMoreTagNames.end(), name) != kMoreTagNames.end();
}

}  // namespace

void append_with_references_resolved(std::string_view utf8, std::string& out) {
  while (!utf8.empty()) {
    const size_t ampersand = std::min(utf8.find('&'), utf8.size());
    out.append(utf8.substr(0, ampersand));
    utf8.remove_prefix(ampersand);
    if (utf8.empty()) return;
    const size_t end = utf8.substr(0, kLongestName + 4).find(';');
    const char32_t character = end == std::string_view::npos ? 0 : resolve(utf8.substr(1, end - 1));
    if (character == 0) {
      out.push_back('&');
      utf8.remove_prefix(1);
    } else {
      append_utf8(character, out);
      utf8.remove_prefix(end + 1);
    }
  }
}

size_t TagFinder::end_of_element(size_t position, std::string_view name) {
  bool& none = name == "script" ? no_script_end_ : no_style_end_;
  if (none) return position;
  const size_t end_tag = text_.find(name == "script" ? "</script" : "</style", position);
  none = end_tag == std::string_view::npos;
  return none ? position : end_tag;
}

size_t TagFinder::end_of_tag(size_t position) {
  if (text_.substr(position, 4) == "<!--") {
    const size_t end = no_comment_end_ ? std::string_view::npos : text_.find("-->", position + 4);
    no_comment_end_ = end == std::string_view::npos;
    return no_comment_end_ ? position : end + 3;
  }
  const bool is_end_tag = text_.substr(position + 1, 1) == "/";
  const size_t name_begin = position + (is_end_tag ? 2 : 1);
  size_t name_end = name_begin;
  while (name_end < text_.size() && name_end < name_begin + 12 && is_word_byte(text_[name_end])) ++name_end;
  const std::string_view name = text_.substr(name_begin, name_end - name_begin);
  const bool is_declaration = text_.substr(position, 9) == "<!doctype";
  if (!is_declaration && !is_tag_name(name)) return position;
  // Attributes hold no '<', so that an unfinished tag costs no more than the way to the next one.
  const size_t end = text_.find_first_of("<>", name_end);
  if (end == std::string_view::npos || text_[end] == '<') return position;
  const std::string_view after_name = text_.substr(name_end, 1);
  if (!is_declaration && after_name.find_first_of(" \t\r\n/>") == std::string_view::npos) return position;
  if (name.size() <= 1 && after_name == " " &&
      text_.substr(name_end, end - name_end).find('=') == std::string_view::npos) {
    return position;  // "<b and b>": a comparison; <a ...>, <p ...> come with attributes
  }
  if (!is_end_tag && (name == "script" || name == "style")) return end_of_element(end + 1, name);
  return end + 1;
}

}  // namespace theta::text
