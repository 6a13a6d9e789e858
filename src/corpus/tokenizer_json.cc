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

text::ChineseScript parse_script(const std::string& name) {
  for (const auto script : {text::ChineseScript::kSimplified, text::ChineseScript::kTraditional}) {
    if (name == text::chinese_script_name(script)) return script;
  }
  return text::ChineseScript::kAsWritten;
}

// A word alone, or with its frequency in a pair.
formats::Json dictionary_json(const std::vector<text::DictionaryWord>& dictionary) {
  formats::Json list = formats::Json::array();
  for (const text::DictionaryWord& entry : dictionary) {
    if (entry.frequency.has_value()) {
      list.push_back(formats::Json::array({entry.word, *entry.frequency}));
    } else {
      list.push_back(entry.word);
    }
  }
  return list;
}

std::vector<text::DictionaryWord> parse_dictionary(const formats::Json& list) {
  std::vector<text::DictionaryWord> dictionary;
  for (const formats::Json& entry : list) {
    if (entry.is_string()) {
      dictionary.push_back({entry.get<std::string>(), std::nullopt});
    } else {
      dictionary.push_back(
          {entry.at(0).get<std::string>(), entry.at(1).get_ref<const formats::Json::number_unsigned_t&>()});
    }
  }
  return dictionary;
}

text::TokenizerOptions read_options(const formats::Json& json) {
  text::TokenizerOptions options;
  options.language = parse_language(json.value("language", kAuto));
  options.stem = json.value("stem", options.stem);
  options.keep_stop_words = json.value("keep_stop_words", options.keep_stop_words);
  options.keep_numbers = json.value("keep_numbers", options.keep_numbers);
  options.min_characters = json.value("min_characters", options.min_characters);
  options.chinese_script = parse_script(json.value("chinese_script", ""));
  options.segmented = json.value("segmented", options.segmented);
  options.dictionary = parse_dictionary(json.value("dictionary", formats::Json::array()));
  options.stop_words = json.value("stop_words", options.stop_words);
  options.keep_words = json.value("keep_words", options.keep_words);
  return options;
}

}  // namespace

formats::Json tokenizer_json(const text::TokenizerOptions& options) {
  const std::string_view code = text::language_code(options.language);
  return {{"language", code.empty() ? kAuto : std::string(code)},
          {"stem", options.stem},
          {"keep_stop_words", options.keep_stop_words},
          {"keep_numbers", options.keep_numbers},
          {"min_characters", options.min_characters},
          {"chinese_script", text::chinese_script_name(options.chinese_script)},
          {"segmented", options.segmented},
          {"dictionary", dictionary_json(options.dictionary)},
          {"stop_words", options.stop_words},
          {"keep_words", options.keep_words}};
}

Result<text::TokenizerOptions> tokenizer_options(const formats::Json& json) {
  if (!json.is_object())
    return text::TokenizerOptions{.keep_stop_words = true, .keep_numbers = true, .min_characters = 1};
  try {
    return read_options(json);
  } catch (const nlohmann::json::exception&) {
    return bad_input("the tokenizer's options have a field of a wrong type");
  }
}

}  // namespace theta::corpus
