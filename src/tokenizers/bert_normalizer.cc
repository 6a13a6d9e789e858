#include "tokenizers/bert_normalizer.h"

#include <unicode/uchar.h>

#include "base/lower_case.h"
#include "text/utf8.h"
#include "tokenizers/character_class.h"
#include "tokenizers/unicode_form.h"

namespace theta::tokenizers {
namespace {

bool is_ascii(const std::string& text) {
  return text::ascii_prefix(text) == text.size();
}

/// Copies the characters of `text` through change(c, out), which appends what stands for c.
template <typename Change>
void rewrite(std::string& text, Change change) {
  std::string out;
  out.reserve(text.size() + text.size() / 2);
  for (const char *p = text.data(), *const end = p + text.size(); p < end;) {
    change(text::next_code_point(p), out);
  }
  text.swap(out);
}

void clean(std::string& text, const BertOptions& options) {
  rewrite(text, [&](char32_t c, std::string& out) {
    const uint8_t bits = character_class(c);
    if (options.clean_text) {
      if (c == 0xFFFD || (bits & kUnwanted) != 0) return;
      if ((bits & kSpace) != 0) c = ' ';
    }
    const bool apart = options.set_apart && (bits & kIdeograph) != 0;
    if (apart) out += ' ';
    text::append_utf8(c, out);
    if (apart) out += ' ';
  });
}

}  // namespace

void lower_each(std::string& text) {
  if (is_ascii(text)) {
    for (char& c : text) c = lower_case(c);
    return;
  }
  rewrite(text, [](char32_t c, std::string& out) {
    constexpr char32_t kDottedCapitalI = 0x130;  // the one character that becomes two
    if (c == kDottedCapitalI) {
      out += "i\u0307";
      return;
    }
    text::append_utf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))), out);
  });
}

void strip_accents(std::string& text) {
  if (is_ascii(text)) return;
  to_unicode_form(UnicodeForm::kDecomposed, text);
  rewrite(text, [](char32_t c, std::string& out) {
    if ((character_class(c) & kAccent) == 0) text::append_utf8(c, out);
  });
}

void BertNormalizer::apply(std::string& text) const {
  if (options_.clean_text || options_.set_apart) clean(text, options_);
  if (options_.strip_accents) tokenizers::strip_accents(text);
  if (options_.lower_case) lower_each(text);
}

}  // namespace theta::tokenizers
