#include "survey/word_fates.h"

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "corpus/corpus_files.h"
#include "corpus/tokenizer_json.h"
#include "survey/survey_files.h"
#include "text/user_words.h"

namespace theta::survey {
namespace {

using formats::Json;

// "no letter or digit" of the tokenizer, in one word for programs.
std::string fate_name(const std::string& reason) {
  if (reason == text::drop_reason_name(text::DropReason::kNoLetter)) return "no_letter";
  std::string name = reason;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

Result<text::WordList> dictionary_list(const text::TokenizerOptions& options) {
  std::vector<std::string> words = options.keep_words;
  for (const text::DictionaryWord& word : options.dictionary) words.push_back(word.word);
  return text::token_list(words);
}

}  // namespace

Result<std::unique_ptr<WordFates>> WordFates::open(const std::string& folder, const Json& profile) {
  const Json& tokenizer = profile.at("tokenizer");
  THETA_ASSIGN(const text::TokenizerOptions options, corpus::tokenizer_options(tokenizer));
  const corpus::Phrases phrases = corpus::phrases_of(tokenizer.value("phrases", Json()));
  THETA_ASSIGN(corpus::TokenCutter cutter, corpus::TokenCutter::create(options, phrases));
  THETA_ASSIGN(corpus::WordListFile vocabulary,
               corpus::WordListFile::open(join_path(folder, corpus::kVocabularyFile)));
  THETA_ASSIGN(corpus::WordListFile words, corpus::WordListFile::open(join_path(folder, kWordsFile)));
  std::unique_ptr<WordFates> fates(new WordFates(std::move(cutter), std::move(vocabulary), std::move(words)));
  THETA_ASSIGN(fates->dictionary_, dictionary_list(options));
  const Json& limits = profile.at("vocabulary").at("limits");
  THETA_ASSIGN(fates->drop_words_, text::token_list(limits.value("drop_words", std::vector<std::string>())));
  fates->least_documents_ = limits.value("least_documents", uint64_t{1});
  fates->largest_size_ = limits.value("largest_size", uint64_t{0});
  fates->most_documents_ = limits.value("greatest_share", 1.0) * profile.at("documents").get<double>();
  return fates;
}

WordFates::Fate WordFates::fate_of(const std::string& word, uint32_t documents) const {
  if (vocabulary_.contains(word)) {
    if (text::holds_word(dictionary_, word)) return {"user_dictionary", "a word of your dictionary"};
    return {"kept", ""};
  }
  if (text::holds_word(drop_words_, word)) return {"dropped_word", "one of the words to drop"};
  if (documents == 0) return {"unknown", "in no text of the data set"};
  if (documents < least_documents_) return {"rare", fmt::format("in fewer than {} texts", least_documents_)};
  if (documents > most_documents_)
    return {"frequent", fmt::format("in more than {:.0f} texts", most_documents_)};
  return {"beyond_size", fmt::format("not among the {} words in most texts", largest_size_)};
}

Json WordFates::cut(const std::string& text) {
  corpus::Document document;
  document.text = text;
  Json tokens = Json::array();
  for (const corpus::PreviewWord& piece : cutter_.cut(document)) {
    Json token = {{"text", piece.text}};
    if (piece.dropped.empty()) {
      const uint32_t documents = words_.documents(piece.text).value_or(0);
      const Fate fate = fate_of(piece.text, documents);
      token.update({{"fate", fate.name}, {"reason", fate.reason}, {"documents", documents}});
    } else {
      token.update({{"fate", fate_name(piece.dropped)}, {"reason", piece.dropped}, {"documents", 0}});
    }
    tokens.push_back(std::move(token));
  }
  return {{"language", document.language}, {"tokens", std::move(tokens)}};
}

}  // namespace theta::survey
