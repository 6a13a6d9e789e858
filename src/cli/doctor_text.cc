#include <langinfo.h>

#include <clocale>

#include "cli/doctor.h"
#include "text/chinese_segmenter.h"
#include "text/encoding.h"

namespace theta::cli {
namespace {

Finding check_icu() {
  // The texts say the same in each encoding; U+4E2D U+6587.
  struct Sample {
    text::Encoding encoding;
    std::string_view bytes;
  };
  for (const Sample& sample : {Sample{text::Encoding::kGb18030, "\xD6\xD0\xCE\xC4"},
                               Sample{text::Encoding::kBig5, "\xA4\xA4\xA4\xE5"},
                               Sample{text::Encoding::kUtf16Le, std::string_view("\x2D\x4E\x87\x65", 4)}}) {
    Result<text::Decoder> decoder = text::Decoder::create(sample.encoding);
    std::string decoded;
    if (decoder.ok()) decoder.value().decode(sample.bytes, true, decoded);
    if (decoded != "中文") {
      return {Health::kFailed, fmt::format("{} cannot be read", text::encoding_name(sample.encoding)),
              "install ICU's data again (Debian: libicu72)"};
    }
  }
  return {Health::kOk, "GB18030, Big5 and UTF-16 are read right", ""};
}

Finding check_dictionary() {
  const text::ChineseSegmenter& segmenter = text::ChineseSegmenter::instance();
  text::ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words;
  segmenter.segment("我来到北京清华大学", words, scratch);
  const std::string cut = fmt::format("{}", fmt::join(words, "/"));
  if (cut != "我/来到/北京/清华大学")
    return {Health::kFailed, fmt::format("a known sentence is cut as {}", cut),
            "build or install the program again"};
  return {Health::kOk, "a known Chinese sentence is cut right", ""};
}

Finding check_locale() {
  const locale_t locale = ::newlocale(LC_CTYPE_MASK, "", nullptr);
  if (locale == nullptr) {
    return {Health::kWarning, "the locale of LANG or LC_ALL is not installed",
            "set LANG=C.UTF-8; results do not depend on it, but a terminal may garble Chinese"};
  }
  const std::string charset = ::nl_langinfo_l(CODESET, locale);
  ::freelocale(locale);
  if (charset == "UTF-8") return {Health::kOk, "UTF-8", ""};
  return {Health::kWarning, fmt::format("the locale's characters are {}", charset),
          "set LANG=C.UTF-8; results do not depend on it, but a terminal may garble Chinese"};
}

}  // namespace

std::vector<Check> text_checks() {
  return {{"encodings", check_icu}, {"dictionary", check_dictionary}, {"locale", check_locale}};
}

}  // namespace theta::cli
