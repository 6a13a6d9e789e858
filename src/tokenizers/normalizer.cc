#include "tokenizers/normalizer.h"

#include <vector>

#include "base/encoding.h"
#include "text/utf8.h"
#include "tokenizers/bert_normalizer.h"
#include "tokenizers/character_class.h"
#include "tokenizers/charsmap.h"
#include "tokenizers/pattern.h"
#include "tokenizers/unicode_form.h"

namespace theta::tokenizers {
namespace {

using Made = Result<std::shared_ptr<const Normalizer>>;

/// A normaliser that is one function.
template <typename Function>
class Step : public Normalizer {
 public:
  explicit Step(Function function) : function_(std::move(function)) {}
  void apply(std::string& text) const override { function_(text); }

 private:
  Function function_;
};
template <typename Function>
Made step(Function function) {
  return std::shared_ptr<const Normalizer>(std::make_shared<Step<Function>>(std::move(function)));
}

Made in_form(UnicodeForm form) {
  return step([form](std::string& text) { to_unicode_form(form, text); });
}

Made sequence(const Json& config) {
  std::vector<std::shared_ptr<const Normalizer>> steps;
  for (const Json& one : config.at("normalizers")) {
    THETA_ASSIGN(auto made, make_normalizer(one));
    steps.push_back(std::move(made));
  }
  return step([steps = std::move(steps)](std::string& text) {
    for (const auto& one : steps) one->apply(text);
  });
}

Made replace(const Json& config) {
  THETA_ASSIGN(auto pattern, make_pattern(config.at("pattern")));
  return step([pattern, content = config.at("content").get<std::string>()](std::string& text) {
    std::string out;
    size_t copied = 0;
    pattern->find_all(text, [&](size_t begin, size_t end) {
      out.append(text, copied, begin - copied);
      out += content;
      copied = end;
    });
    if (copied == 0) return;
    out.append(text, copied);
    text.swap(out);
  });
}

bool is_space_at(const std::string& text, size_t at) {
  const char* p = text.data() + at;
  return (character_class(text::next_code_point(p)) & kSpace) != 0;
}

void strip(std::string& text, bool left, bool right) {
  const auto is_continuation = [&](size_t at) { return (text[at] & 0xC0) == 0x80; };
  while (right && !text.empty()) {
    size_t last = text.size() - 1;
    while (is_continuation(last)) --last;
    if (!is_space_at(text, last)) break;
    text.resize(last);
  }
  size_t begin = 0;
  while (left && begin < text.size() && is_space_at(text, begin)) {
    do ++begin;
    while (begin < text.size() && is_continuation(begin));
  }
  text.erase(0, begin);
}

void remove_marks(std::string& text) {
  std::string out;
  for (const char *p = text.data(), *const end = p + text.size(); p < end;) {
    const char32_t c = text::next_code_point(p);
    if ((character_class(c) & kAccent) == 0) text::append_utf8(c, out);
  }
  text.swap(out);
}

Made bert(const Json& config) {
  BertOptions options;
  options.clean_text = value_or(config, "clean_text", true);
  options.set_apart = value_or(config, "handle_chinese_chars", true);
  options.lower_case = value_or(config, "lowercase", true);
  options.strip_accents = value_or(config, "strip_accents", options.lower_case);
  return std::shared_ptr<const Normalizer>(std::make_shared<BertNormalizer>(options));
}

Made precompiled(const Json& config) {
  const auto bytes = base64_decoded(value_or(config, "precompiled_charsmap", std::string()));
  if (!bytes.has_value()) return bad_input("precompiled_charsmap is not Base64");
  THETA_ASSIGN(auto map, Charsmap::parse(*bytes));
  return std::shared_ptr<const Normalizer>(std::move(map));
}

}  // namespace

Made make_normalizer(const Json& config) {
  if (config.is_null()) return step([](std::string&) {});
  const auto type = config.at("type").get<std::string>();
  if (type == "Sequence") return sequence(config);
  if (type == "NFC") return in_form(UnicodeForm::kComposed);
  if (type == "NFD") return in_form(UnicodeForm::kDecomposed);
  if (type == "NFKC") return in_form(UnicodeForm::kCompatible);
  if (type == "NFKD") return in_form(UnicodeForm::kCompatibleDecomposed);
  if (type == "Lowercase") return step(lower_each);
  if (type == "StripAccents") return step(remove_marks);
  if (type == "BertNormalizer") return bert(config);
  if (type == "Precompiled") return precompiled(config);
  if (type == "Replace") return replace(config);
  if (type == "Prepend") {
    return step([front = config.at("prepend").get<std::string>()](std::string& text) {
      if (!text.empty()) text.insert(0, front);
    });
  }
  if (type == "Strip") {
    return step([left = value_or(config, "strip_left", true), right = value_or(config, "strip_right", true)](
                    std::string& text) { strip(text, left, right); });
  }
  return make_error(ErrorKind::kUnsupported, "the normalizer {} is not known", type);
}

}  // namespace theta::tokenizers
