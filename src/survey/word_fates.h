#pragma once

#include <memory>
#include <string>
#include <utility>

#include "base/result.h"
#include "corpus/token_cutter.h"
#include "corpus/word_list_file.h"
#include "formats/json.h"
#include "text/word_list.h"

namespace theta::survey {

/// Cuts texts into words as the import of a survey did, and says what became of each piece. One thread at a
/// time.
class WordFates {
 public:
  /// `folder` is that of a whole survey, `profile` its profile.json.
  static Result<std::unique_ptr<WordFates>> open(const std::string& folder, const formats::Json& profile);

  /// {language, tokens: [{text, fate, reason, documents}]}, in text order. `fate` is kept or user_dictionary
  /// for words of the vocabulary; rare, frequent, beyond_size, unknown or dropped_word for words that are not
  /// in it (`documents` says in how many texts of the data set each is); stop_word, too_short, too_long,
  /// number, address, mention, markup or no_letter for what is no word at all. `reason` is the clause for a
  /// person.
  formats::Json cut(const std::string& text);

 private:
  struct Fate {
    const char* name;
    std::string reason;
  };
  WordFates(corpus::TokenCutter cutter, corpus::WordListFile vocabulary, corpus::WordListFile words)
      : cutter_(std::move(cutter)), vocabulary_(std::move(vocabulary)), words_(std::move(words)) {}
  Fate fate_of(const std::string& word, uint32_t documents) const;

  corpus::TokenCutter cutter_;
  corpus::WordListFile vocabulary_;
  corpus::WordListFile words_;
  text::WordList dictionary_;
  text::WordList drop_words_;
  uint64_t least_documents_ = 1;
  uint64_t largest_size_ = 0;
  double most_documents_ = 0;
};

}  // namespace theta::survey
