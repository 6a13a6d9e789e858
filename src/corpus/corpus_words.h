#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/phrases.h"
#include "corpus/token_store.h"
#include "text/word_list.h"

namespace theta::corpus {

/// The words of all workers under common numbers, and documents in these numbers, phrases joined. Numbers
/// depend on which worker saw a word first; nothing that is written may.
class CorpusWords {
 public:
  /// Only words that can come `least` times in all get a number: most words are rare, and leaving them out
  /// early saves time and memory. Those of `keep` (may be null) get one however rare they are.
  CorpusWords(const TokenStore& store, uint64_t least, const text::WordList* keep);

  static constexpr uint32_t kRare = 0x7FFFFFFF;

  size_t size() const { return words_.words().size(); }
  const std::vector<std::string_view>& words() const { return words_.words(); }

  /// Joins from now on what `phrases` says; words that do not occur are passed over.
  void set_phrases(const Phrases& phrases);

  /// The words of a document in text order: phrases joined, numbers with TokenStore::kGap, kRare for words
  /// without a number. Any thread may call it.
  void read(const TokenSpan& span, std::vector<uint32_t>& words) const;

 private:
  void number_in_all_workers(uint32_t word);

  const TokenStore& store_;
  text::WordIndex words_;
  std::vector<std::vector<uint32_t>> number_;  // by worker and its number
  PhraseJoiner joiner_;
};

}  // namespace theta::corpus
