#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/corpus_words.h"
#include "corpus/phrase_learner.h"
#include "corpus/token_store.h"
#include "corpus/vocabulary.h"
#include "text/tokenizer.h"

namespace theta::corpus {

/// Counts the words of documents on several threads: first every document's tokens go to a file, then the
/// vocabulary is chosen, then each document is read back in its words. Memory grows with the vocabulary
/// alone. The result does not depend on the number of threads.
class WordCounter {
 public:
  /// Token files lie in `folder`. With `phrases`, words that make one are joined.
  static Result<WordCounter> create(const text::Tokenizer& tokenizer, size_t workers,
                                    const std::string& folder, std::optional<PhraseOptions> phrases);

  /// Takes one document. Each worker has a language() and last() of its own.
  Result<TokenSpan> add(size_t worker, std::string_view utf8);
  /// Of the document that the worker added last.
  text::Language language(size_t worker) const { return scratch_[worker].language; }
  const TokenStore& store() const { return store_; }

  /// Ends adding; the tokens can be read from then on.
  Status finish() { return store_.finish(); }

  /// Chooses the vocabulary over `documents`; those without a token do not count.
  /// `number_all`: every word gets a number, the rare ones too, so that frequencies() has all of them.
  void choose_vocabulary(ThreadPool& pool, const VocabularyLimits& limits,
                         std::span<const TokenSpan> documents, bool number_all = false);
  const std::vector<std::string>& vocabulary() const { return vocabulary_.words; }
  /// Pairs of a document and one of its words, over all.
  uint64_t non_zeros() const { return vocabulary_.non_zeros; }
  const Phrases& phrases() const { return phrases_; }
  /// The words with a number, phrases joined, and in how many documents each is.
  const std::vector<std::string_view>& words() const { return words_->words(); }
  const std::vector<uint32_t>& frequencies() const { return frequencies_; }

  /// A document in words of the vocabulary, with the space to find them.
  struct Counted {
    std::vector<uint32_t> tokens;  ///< in text order
    std::vector<uint32_t> words;   ///< ascending
    std::vector<uint32_t> counts;
    std::vector<uint32_t> sorted;
    std::vector<uint64_t> present;  // one bit a word of the vocabulary, all zero between documents
    std::vector<uint32_t> count_of;
  };
  /// Any thread, each with a `counted` of its own.
  void read(const TokenSpan& document, Counted& counted) const;

 private:
  WordCounter(const text::Tokenizer& tokenizer, size_t workers, TokenStore store,
              std::optional<PhraseOptions> phrases)
      : tokenizer_(&tokenizer), scratch_(workers), store_(std::move(store)), phrase_options_(phrases) {}
  void drop_unused_phrases();

  const text::Tokenizer* tokenizer_;
  std::vector<text::Tokenizer::Scratch> scratch_;
  TokenStore store_;
  std::optional<PhraseOptions> phrase_options_;
  std::unique_ptr<CorpusWords> words_;
  std::vector<uint32_t> frequencies_;
  Phrases phrases_;
  Vocabulary vocabulary_;
};

}  // namespace theta::corpus
