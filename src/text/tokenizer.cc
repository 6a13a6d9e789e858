#include "text/tokenizer.h"

#include <unicode/uchar.h>

#include "text/characters.h"
#include "text/language.h"
#include "text/normalizer.h"
#include "text/scanner.h"
#include "text/user_words.h"
#include "text/utf8.h"

namespace theta::text {

struct Tokenizer::Scratch::Work {
  std::string buffer;
  std::string cased;
  Stemmer stemmer;
  ScannerBuffers scanner;
  std::vector<TermMatcher::Match> matches;
};

namespace {

// Brings Chinese text into the wanted script. `buffer` is reused space.
void convert(ChineseScript script, std::string& text, std::string& buffer) {
  if (script == ChineseScript::kAsWritten) return;
  buffer.clear();
  if (script == ChineseScript::kSimplified) append_simplified(text, buffer);
  if (script == ChineseScript::kTraditional) append_traditional(text, buffer);
  text.swap(buffer);
}

// Puts kTermMark where the user's terms begin, which ends whatever stands before them.
void mark_terms(const TermMatcher& terms, char* begin, const char* end, bool is_japanese,
                std::vector<TermMatcher::Match>& matches) {
  matches.clear();
  if (terms.empty()) return;
  terms.find({begin, static_cast<size_t>(end - begin)}, is_japanese, matches);
  for (const TermMatcher::Match& match : matches) begin[match.begin] = kTermMark;
}

bool is_blank(char32_t c) {
  constexpr char32_t kZeroWidthSpace = 0x200B;
  return c <= ' ' || c == 0x7F || c == kZeroWidthSpace || u_isUWhiteSpace(static_cast<UChar32>(c));
}

// Text whose words are set apart already. `simplified` is the same text for lists in Simplified.
void cut_at_blanks(char* begin, char* end, const char* simplified, WordFilter& filter) {
  char* word = begin;
  const auto take = [&](char* word_end) {
    if (word_end == word) return;
    filter.add_segmented(word, word_end, {simplified + (word - begin), static_cast<size_t>(word_end - word)});
  };
  for (char* p = begin; p < end;) {
    const char* after = p;
    const char32_t c = next_code_point(after);
    char* const next = p + (after - p);
    if (is_blank(c)) {
      take(p);
      word = next;
    }
    p = next;
  }
  take(end);
}

}  // namespace

struct Tokenizer::Impl {
  TokenizerOptions options;
  TextNormalizer normalizer;
  UserWords words;
};

Tokenizer::Scratch::Scratch() : work(std::make_unique<Work>()) {}
Tokenizer::Scratch::~Scratch() = default;
Tokenizer::Scratch::Scratch(Scratch&&) noexcept = default;
Tokenizer::Scratch& Tokenizer::Scratch::operator=(Scratch&&) noexcept = default;

Tokenizer::Tokenizer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

std::string_view drop_reason_name(DropReason reason) {
  switch (reason) {
    case DropReason::kStopWord:
      return "stop word";
    case DropReason::kTooShort:
      return "too short";
    case DropReason::kTooLong:
      return "too long";
    case DropReason::kNumber:
      return "number";
    case DropReason::kAddress:
      return "address";
    case DropReason::kMention:
      return "mention";
    case DropReason::kMarkup:
      return "markup";
    case DropReason::kNoLetter:
      return "no letter or digit";
  }
  return "";
}

Result<Tokenizer> Tokenizer::create(const TokenizerOptions& options) {
  if (options.min_characters == 0) return usage_error("the shortest token must have at least one character");
  THETA_ASSIGN(TextNormalizer normalizer, TextNormalizer::create());
  UserWords words = prepare_user_words(options, normalizer);
  return Tokenizer(std::make_unique<Impl>(Impl{options, normalizer, std::move(words)}));
}

void Tokenizer::tokenize(std::string_view utf8, Scratch& scratch) const {
  Scratch::Work& work = *scratch.work;
  const TokenizerOptions& options = impl_->options;
  scratch.tokens.clear();
  scratch.dropped.clear();
  scratch.text.clear();
  impl_->normalizer.append(utf8, scratch.text, work.buffer);
  const ScriptCounts counts = count_scripts(scratch.text);
  scratch.language = options.language == Language::kUnknown ? guess_language(counts) : options.language;
  const bool japanese = is_japanese(counts);
  const bool han_by_icu =
      options.language == Language::kOther || (options.language == Language::kUnknown && japanese);
  const bool is_chinese = counts.han > 0 && !han_by_icu;
  if (is_chinese) convert(options.chinese_script, scratch.text, work.buffer);
  // The case of letters and the script of Han matter to the Chinese dictionary alone.
  const bool may_be_traditional =
      is_chinese && options.chinese_script != ChineseScript::kSimplified &&
      (counts.has_traditional_forms || options.chinese_script == ChineseScript::kTraditional);
  if (counts.han > 0) work.cased = scratch.text;
  if (may_be_traditional) simplify_in_place(work.cased.data(), work.cased.data() + work.cased.size());
  const size_t size = scratch.text.size();
  scratch.text.append(Scanner::kPadding, '\0');
  char* const begin = scratch.text.data();
  char* const end = begin + size;
  lower_ascii(begin, end);
  const char* const cased = counts.han > 0 ? work.cased.data() : begin;
  WordFilter filter(options, impl_->words.lists, work.stemmer, scratch);
  if (options.segmented) return cut_at_blanks(begin, end, may_be_traditional ? cased : begin, filter);
  mark_terms(impl_->words.terms, begin, end, japanese, work.matches);
  const ChineseSegmenter& segmenter =
      impl_->words.segmenter != nullptr ? *impl_->words.segmenter : ChineseSegmenter::instance();
  const ScannerSetting setting = {segmenter, impl_->words.terms, work.matches, han_by_icu,
                                  may_be_traditional};
  Scanner(begin, end, cased, setting, filter, work.scanner).run();
}

}  // namespace theta::text
