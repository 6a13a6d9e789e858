#include "tokenizers/pattern.h"

#include <unicode/regex.h>

#include <array>
#include <optional>

#include "text/utf8.h"
#include "tokenizers/word_scanner.h"

namespace theta::tokenizers {
namespace {

class LiteralPattern : public Pattern {
 public:
  explicit LiteralPattern(std::string text) : text_(std::move(text)) {}
  void find_all(std::string_view text, const std::function<void(size_t, size_t)>& found) const override {
    if (text_.empty()) return;
    for (size_t at = text.find(text_); at != std::string_view::npos;
         at = text.find(text_, at + text_.size())) {
      found(at, at + text_.size());
    }
  }

 private:
  std::string text_;
};

class WordPattern : public Pattern {
 public:
  explicit WordPattern(WordRule rule) : rule_(rule) {}
  void find_all(std::string_view text, const std::function<void(size_t, size_t)>& found) const override {
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = end_of_word(rule_, text, begin);
      found(begin, end);
      begin = end;
    }
  }

 private:
  WordRule rule_;
};

/// Two blanks and more, which models with one mark for a blank collapse.
class BlanksPattern : public Pattern {
 public:
  void find_all(std::string_view text, const std::function<void(size_t, size_t)>& found) const override {
    for (size_t begin = text.find("  "); begin != std::string_view::npos;) {
      const size_t end = std::min(text.find_first_not_of(' ', begin), text.size());
      found(begin, end);
      begin = text.find("  ", end);
    }
  }
};

class IcuPattern : public Pattern {
 public:
  explicit IcuPattern(std::unique_ptr<icu::RegexPattern> pattern) : pattern_(std::move(pattern)) {}

  void find_all(std::string_view text, const std::function<void(size_t, size_t)>& found) const override {
    icu::UnicodeString wide;
    std::vector<size_t> offsets;  // of each UTF-16 unit in the UTF-8 text
    for (const char *p = text.data(), *const end = p + text.size(); p < end;) {
      const auto offset = static_cast<size_t>(p - text.data());
      wide.append(static_cast<UChar32>(text::next_code_point(p)));
      offsets.resize(static_cast<size_t>(wide.length()), offset);
    }
    offsets.push_back(text.size());
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(wide, error));
    while (U_SUCCESS(error) && matcher->find(error) && U_SUCCESS(error)) {
      const size_t begin = offsets[static_cast<size_t>(matcher->start(error))];
      const size_t end = offsets[static_cast<size_t>(matcher->end(error))];
      if (begin < end) found(begin, end);
    }
  }

 private:
  std::unique_ptr<icu::RegexPattern> pattern_;
};

// Qwen 2 and 3; Llama 3 and its relatives; GPT-2.
constexpr std::string_view kOneDigit =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr std::string_view kThreeDigits =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr std::string_view kOlder =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

std::shared_ptr<const Pattern> known_pattern(std::string_view source) {
  if (source == kOneDigit) return std::make_shared<WordPattern>(WordRule{true, 1});
  if (source == kThreeDigits) return std::make_shared<WordPattern>(WordRule{true, 3});
  if (source == kOlder) return byte_level_pattern();
  if (source == " {2,}") return std::make_shared<BlanksPattern>();
  return nullptr;
}

}  // namespace

Result<std::shared_ptr<const Pattern>> make_pattern(const Json& config) {
  if (config.contains("String")) {
    return std::shared_ptr<const Pattern>(
        std::make_shared<LiteralPattern>(config.at("String").get<std::string>()));
  }
  const auto source = config.at("Regex").get<std::string>();
  if (auto known = known_pattern(source)) return known;
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexPattern> pattern(
      icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(source), 0, error));
  if (U_FAILURE(error)) {
    return make_error(ErrorKind::kUnsupported, "the regular expression {} is not understood", source);
  }
  return std::shared_ptr<const Pattern>(std::make_shared<IcuPattern>(std::move(pattern)));
}

std::shared_ptr<const Pattern> byte_level_pattern() {
  return std::make_shared<WordPattern>(WordRule{.newer = false});
}

}  // namespace theta::tokenizers
