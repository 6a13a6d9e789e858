#include "corpus/tokenizer_json.h"

namespace theta::corpus {
namespace {

constexpr const char* kAuto = "auto";

text::Language parse_language(const std::string& code) {
  if (code == "en") return text::Language::kEnglish;
  if (code == "zh") return text::Language::kChinese;
  if (code == "other") return text::Language::kOther;
  return text::Language::kUnknown;
}

}  // namespace

formats::Json tokenizer_json(const text::TokenizerOptions& options) {
  const std::string_view code = text::language_code(options.language);
  return {{"language", code.empty() ? kAuto : std::string(code)},
          {"stem", options.stem},
          {"keep_stop_words", options.keep_stop_words},
          {"keep_numbers", options.keep_numbers},
          {"min_characters", options.min_characters}};
}

text::TokenizerOptions tokenizer_options(const formats::Json& json) {
  text::TokenizerOptions options;
  if (!json.is_object()) {
    options.keep_stop_words = true;
    options.keep_numbers = true;
    options.min_characters = 1;
    return options;
  }
  options.language = parse_language(json.value("language", kAuto));
  options.stem = json.value("stem", options.stem);
  options.keep_stop_words = json.value("keep_stop_words", options.keep_stop_words);
  options.keep_numbers = json.value("keep_numbers", options.keep_numbers);
  options.min_characters = json.value("min_characters", options.min_characters);
  return options;
}

}  // namespace theta::corpus
