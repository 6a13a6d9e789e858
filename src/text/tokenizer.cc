#include "text/tokenizer.h"

#include "text/language.h"
#include "text/normalizer.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace theta::text {

struct Tokenizer::Scratch::Work {
  std::string buffer;
  std::string cased;
  Stemmer stemmer;
  ScannerBuffers scanner;
};

struct Tokenizer::Impl {
  TokenizerOptions options;
  TextNormalizer normalizer;
};

Tokenizer::Scratch::Scratch() : work(std::make_unique<Work>()) {}
Tokenizer::Scratch::~Scratch() = default;
Tokenizer::Scratch::Scratch(Scratch&&) noexcept = default;
Tokenizer::Scratch& Tokenizer::Scratch::operator=(Scratch&&) noexcept = default;

Tokenizer::Tokenizer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

Result<Tokenizer> Tokenizer::create(const TokenizerOptions& options) {
  if (options.min_characters == 0) return usage_error("the shortest token must have at least one character");
  THETA_ASSIGN(TextNormalizer normalizer, TextNormalizer::create());
  return Tokenizer(std::make_unique<Impl>(Impl{options, normalizer}));
}

void Tokenizer::tokenize(std::string_view utf8, Scratch& scratch) const {
  Scratch::Work& work = *scratch.work;
  scratch.tokens.clear();
  scratch.text.clear();
  impl_->normalizer.append(utf8, scratch.text, work.buffer);
  const ScriptCounts counts = count_scripts(scratch.text);
  const Language wanted = impl_->options.language;
  scratch.language = wanted == Language::kUnknown ? guess_language(counts) : wanted;
  // Only the Chinese dictionary asks for the case of letters.
  if (counts.han > 0) work.cased = scratch.text;
  const size_t size = scratch.text.size();
  scratch.text.append(Scanner::kPadding, '\0');
  char* const begin = scratch.text.data();
  char* const end = begin + size;
  lower_ascii(begin, end);
  const bool han_by_icu = wanted == Language::kOther || (wanted == Language::kUnknown && is_japanese(counts));
  WordFilter filter(impl_->options, work.stemmer, scratch.tokens);
  Scanner(begin, end, counts.han > 0 ? work.cased.data() : begin, han_by_icu, filter, work.scanner).run();
}

}  // namespace theta::text
