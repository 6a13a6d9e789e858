#include "corpus/corpus_words.h"

#include <algorithm>

#include "text/user_words.h"

namespace theta::corpus {

// A word comes `least` times in all only if one worker saw its share of them.
CorpusWords::CorpusWords(const TokenStore& store, uint64_t least, const text::WordList* keep)
    : store_(store), number_(store.workers()) {
  const uint64_t share = (least + store.workers() - 1) / store.workers();
  for (size_t worker = 0; worker < store.workers(); ++worker) {
    for (size_t local = 0; local < store.words(worker).size(); ++local) {
      const std::string_view word = store.words(worker)[local];
      const bool wanted = keep != nullptr && text::holds_word(*keep, word);
      if (wanted || store.occurrences(worker)[local] >= share) words_.add(word);
    }
  }
  for (size_t worker = 0; worker < store.workers(); ++worker) {
    for (const std::string_view word : store.words(worker)) {
      const uint32_t number = words_.find(word);
      number_[worker].push_back(number == text::WordIndex::kAbsent ? kRare : number);
    }
  }
}

void CorpusWords::set_phrases(const Phrases& phrases) {
  joiner_ = PhraseJoiner();
  for (const Phrases::Pass& pass : phrases.passes) {
    joiner_.begin_pass();
    for (const auto& [first, second] : pass) {
      const uint32_t a = words_.find(first);
      const uint32_t b = words_.find(second);
      if (std::max(a, b) == text::WordIndex::kAbsent) continue;
      const uint32_t joined = words_.add(joined_word(first, second));
      joiner_.add(a, b, joined);
      number_in_all_workers(joined);
    }
  }
}

// The two may also stand joined in the texts, and too rarely to have a number.
void CorpusWords::number_in_all_workers(uint32_t word) {
  for (size_t worker = 0; worker < store_.workers(); ++worker) {
    const uint32_t local = store_.find(worker, words_.words()[word]);
    if (local != text::WordIndex::kAbsent) number_[worker][local] = word;
  }
}

void CorpusWords::read(const TokenSpan& span, std::vector<uint32_t>& words) const {
  const std::vector<uint32_t>& number = number_[span.worker];
  words.clear();
  for (const uint32_t token : store_.tokens(span)) {
    words.push_back(number[token & ~TokenStore::kGap] | (token & TokenStore::kGap));
  }
  if (!joiner_.empty()) joiner_.join(words, TokenStore::kGap);
}

}  // namespace theta::corpus
