#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/chinese_script.h"
#include "text/user_dictionary.h"

namespace theta::text {

enum class Language : uint8_t { kUnknown, kEnglish, kChinese, kOther };

/// ISO 639-1 code: "en", "zh"; "" for kUnknown and "other" for kOther.
std::string_view language_code(Language language);

struct TokenizerOptions {
  /// kUnknown: decided for each document. Each stretch of a text follows the rules of its own script in any
  /// case; kEnglish and kChinese only keep Han from being read as Japanese, kOther gives all but Latin
  /// letters to ICU.
  Language language = Language::kUnknown;
  bool stem = false;  ///< English Snowball stems
  bool keep_stop_words = false;
  bool keep_numbers = false;  ///< tokens of digits only; else dropped
  size_t min_characters = 2;  ///< shortest token kept, in Unicode characters

  ChineseScript chinese_script = ChineseScript::kAsWritten;
  bool segmented = false;  ///< words are what white space parts; only the filters apply

  // Words of the user, as they stand in the user's files; docs/text.md, "Your own words".
  std::vector<DictionaryWord> dictionary;
  std::vector<std::string> stop_words;  ///< dropped in any language, with keep_stop_words too
  std::vector<std::string> keep_words;  ///< words of the dictionary that no rule drops
};

/// Why a piece of text became no token.
enum class DropReason : uint8_t {
  kStopWord,
  kTooShort,
  kTooLong,
  kNumber,
  kAddress,   ///< a web or mail address, or a host
  kMention,   ///< of a user name
  kMarkup,    ///< a tag, comment or placeholder
  kNoLetter,  ///< a sign that stands as a word in segmented text
};

/// A clause for a person: "stop word".
std::string_view drop_reason_name(DropReason reason);

/// Turns raw UTF-8 text into words, by the rules of docs/text.md. Immutable after create(), so threads may
/// share one.
class Tokenizer {
 public:
  static Result<Tokenizer> create(const TokenizerOptions& options);
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Buffers that one thread reuses from document to document.
  struct Scratch {
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

    std::string text;                        ///< holds the characters that `tokens` points into, and NULs
    std::vector<std::string_view> tokens;    ///< result of the last call, in text order
    Language language = Language::kUnknown;  ///< language found for the last document

    struct Dropped {
      std::string_view text;
      DropReason reason;
    };
    bool collect_dropped = false;  ///< set it to have `dropped` filled
    std::vector<Dropped> dropped;  ///< what became no token, in text order; views into `text`

    struct Work;
    std::unique_ptr<Work> work;  ///< inner buffers
  };

  /// Fills scratch.tokens. The views stay valid until the next call with the same scratch.
  /// `utf8` must be valid UTF-8 (corpus readers see to that). Time is linear in its size.
  void tokenize(std::string_view utf8, Scratch& scratch) const;

 private:
  struct Impl;
  explicit Tokenizer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace theta::text
