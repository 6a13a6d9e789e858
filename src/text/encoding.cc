#include "text/encoding.h"

#include <array>

namespace theta::text {
namespace {

struct Alias {
  std::string_view name;  // lower case, letters and digits only
  Encoding encoding;
};

constexpr std::array<Alias, 29> kAliases = {{
    {"utf8", Encoding::kUtf8},          {"ascii", Encoding::kUtf8},
    {"usascii", Encoding::kUtf8},       {"utf8bom", Encoding::kUtf8Bom},
    {"utf8sig", Encoding::kUtf8Bom},    {"utf16", Encoding::kUtf16Le},
    {"utf16le", Encoding::kUtf16Le},    {"ucs2", Encoding::kUtf16Le},
    {"ucs2le", Encoding::kUtf16Le},     {"unicode", Encoding::kUtf16Le},
    {"utf16be", Encoding::kUtf16Be},    {"ucs2be", Encoding::kUtf16Be},
    {"gb18030", Encoding::kGb18030},    {"gbk", Encoding::kGb18030},
    {"gb2312", Encoding::kGb18030},     {"gb", Encoding::kGb18030},
    {"cp936", Encoding::kGb18030},      {"windows936", Encoding::kGb18030},
    {"euccn", Encoding::kGb18030},      {"big5", Encoding::kBig5},
    {"big5hkscs", Encoding::kBig5},     {"cp950", Encoding::kBig5},
    {"windows950", Encoding::kBig5},    {"windows1252", Encoding::kWindows1252},
    {"cp1252", Encoding::kWindows1252}, {"latin1", Encoding::kWindows1252},
    {"l1", Encoding::kWindows1252},     {"iso88591", Encoding::kWindows1252},
    {"ansi", Encoding::kWindows1252},
}};

std::string letters_and_digits(std::string_view name) {
  std::string kept;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') kept.push_back(static_cast<char>(c - 'A' + 'a'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kept.push_back(c);
  }
  return kept;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf8Bom:
      return "UTF-8-BOM";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kGb18030:
      return "GB18030";
    case Encoding::kBig5:
      return "Big5";
    case Encoding::kWindows1252:
      return "Windows-1252";
  }
  return "UTF-8";
}

Result<Encoding> parse_encoding(std::string_view name) {
  const std::string wanted = letters_and_digits(name);
  for (const Alias& alias : kAliases) {
    if (alias.name == wanted) return alias.encoding;
  }
  return usage_error(
      "unknown encoding '{}'; use UTF-8, UTF-8-BOM, UTF-16LE, UTF-16BE, GB18030, Big5 or Windows-1252", name);
}

}  // namespace theta::text
