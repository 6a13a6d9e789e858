#include "corpus/word_counter.h"

#include <algorithm>
#include <bit>
#include <unordered_set>
#include <utility>

namespace theta::corpus {
namespace {

// Below this, comparing words is cheaper than a walk over the vocabulary.
constexpr size_t kFewTokens = 24;

void count_few(WordCounter::Counted& counted) {
  counted.sorted.assign(counted.tokens.begin(), counted.tokens.end());
  std::sort(counted.sorted.begin(), counted.sorted.end());
  for (const uint32_t word : counted.sorted) {
    if (counted.words.empty() || counted.words.back() != word) {
      counted.words.push_back(word);
      counted.counts.push_back(0);
    }
    ++counted.counts.back();
  }
}

// Sorts through a bit set of the vocabulary: for a few dozen words and more that takes a fraction of what
// comparing them takes.
void count_many(size_t vocabulary_size, WordCounter::Counted& counted) {
  constexpr size_t kBits = 64;
  counted.present.resize((vocabulary_size + kBits - 1) / kBits);
  counted.count_of.resize(vocabulary_size);
  for (const uint32_t word : counted.tokens) {
    counted.present[word / kBits] |= uint64_t{1} << (word % kBits);
    ++counted.count_of[word];
  }
  for (size_t block = 0; block < counted.present.size(); ++block) {
    for (uint64_t bits = std::exchange(counted.present[block], 0); bits != 0; bits &= bits - 1) {
      const auto word = static_cast<uint32_t>(block * kBits) + static_cast<uint32_t>(std::countr_zero(bits));
      counted.words.push_back(word);
      counted.counts.push_back(std::exchange(counted.count_of[word], 0));
    }
  }
}

}  // namespace

Result<WordCounter> WordCounter::create(const text::Tokenizer& tokenizer, size_t workers,
                                        const std::string& folder, std::optional<PhraseOptions> phrases) {
  THETA_ASSIGN(TokenStore store, TokenStore::create(workers, folder, phrases.has_value()));
  return WordCounter(tokenizer, workers, std::move(store), phrases);
}

Result<TokenSpan> WordCounter::add(size_t worker, std::string_view utf8) {
  tokenizer_->tokenize(utf8, scratch_[worker]);
  return store_.add(worker, scratch_[worker]);
}

void WordCounter::choose_vocabulary(ThreadPool& pool, const VocabularyLimits& limits,
                                    std::span<const TokenSpan> documents, bool number_all) {
  const auto count = static_cast<size_t>(std::count_if(documents.begin(), documents.end(),
                                                       [](const TokenSpan& span) { return span.count > 0; }));
  words_ = std::make_unique<CorpusWords>(store_, number_all ? 1 : limits.least_documents, limits.keep);
  if (phrase_options_.has_value()) {
    // A phrase must be fit for the vocabulary, as every word.
    phrase_options_->least_count = std::max(phrase_options_->least_count, limits.least_documents);
    phrases_ = learn_phrases(pool, documents, *phrase_options_, *words_);
    vocabulary_ =
        corpus::choose_vocabulary(limits, count, *words_, document_frequency(pool, documents, *words_));
    drop_unused_phrases();
    words_->set_phrases(phrases_);
  }
  frequencies_ = document_frequency(pool, documents, *words_);
  vocabulary_ = corpus::choose_vocabulary(limits, count, *words_, frequencies_);
}

// A phrase that the vocabulary leaves out would take its words along: better they stay apart. Pairs of the
// first pass stay where a phrase of the second needs them.
void WordCounter::drop_unused_phrases() {
  std::unordered_set<std::string> needed(vocabulary_.words.begin(), vocabulary_.words.end());
  for (auto pass = phrases_.passes.rbegin(); pass != phrases_.passes.rend(); ++pass) {
    std::erase_if(*pass,
                  [&](const auto& pair) { return !needed.contains(joined_word(pair.first, pair.second)); });
    for (const auto& [first, second] : *pass) {
      needed.insert(first);
      needed.insert(second);
    }
  }
  std::erase_if(phrases_.passes, [](const Phrases::Pass& pass) { return pass.empty(); });
}

void WordCounter::read(const TokenSpan& document, Counted& counted) const {
  words_->read(document, counted.tokens);
  size_t kept = 0;
  for (const uint32_t marked : counted.tokens) {
    const uint32_t number = marked & ~TokenStore::kGap;
    const uint32_t word = number == CorpusWords::kRare ? Vocabulary::kDropped : vocabulary_.number[number];
    if (word != Vocabulary::kDropped) counted.tokens[kept++] = word;
  }
  counted.tokens.resize(kept);
  counted.words.clear();
  counted.counts.clear();
  if (kept < kFewTokens) {
    count_few(counted);
  } else {
    count_many(vocabulary_.words.size(), counted);
  }
}

}  // namespace theta::corpus
