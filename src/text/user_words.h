#pragma once

#include <memory>

#include "base/result.h"
#include "text/chinese_segmenter.h"
#include "text/normalizer.h"
#include "text/term_matcher.h"
#include "text/tokenizer.h"
#include "text/word_filter.h"

namespace theta::text {

/// What a tokenizer makes of the lists in its options, brought into the spelling of tokens.
struct UserWords {
  WordLists lists;
  TermMatcher terms{{}};
  std::unique_ptr<UserDictionary> dictionary;   ///< none when the user has no word with Han
  std::unique_ptr<ChineseSegmenter> segmenter;  ///< over `dictionary`
};

/// Words with Han and no sign go to the Chinese segmenter, in Simplified; a word of letters and digits alone
/// is found without help; everything else is a term. Keep words are taken as words of the dictionary too.
UserWords prepare_user_words(const TokenizerOptions& options, const TextNormalizer& normalizer);

/// The words of a user's list in the spelling of tokens (NFKC, lower case, '_' for blanks), as written and in
/// Simplified.
Result<WordList> token_list(const std::vector<std::string>& words);

/// True when the list holds the token, or its Simplified form.
bool holds_word(const WordList& list, std::string_view token);

}  // namespace theta::text
