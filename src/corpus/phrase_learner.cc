#include "corpus/phrase_learner.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <memory>

#include "text/word_key.h"

namespace theta::corpus {
namespace {

constexpr size_t kDocumentsPerTask = 256;
constexpr size_t kFewestCells = size_t{1} << 12;
constexpr size_t kMostCells = size_t{1} << 24;  // 64 MiB

using PairCounts = std::unordered_map<uint64_t, uint64_t>;

uint64_t pair_of(uint32_t first, uint32_t second) {
  return uint64_t{first} << 32 | second;
}

// One pass over the documents: counts words and pairs of neighbours, and finds the pairs that are phrases.
class Pass {
 public:
  Pass(ThreadPool& pool, std::span<const TokenSpan> documents, const PhraseOptions& options,
       const CorpusWords& words)
      : pool_(pool), documents_(documents), options_(options), words_(words) {}

  Phrases::Pass run() {
    count_words();
    count_cells();
    count_pairs();
    Phrases::Pass phrases;
    for (const auto& [pair, count] : pairs_) {
      const auto first = static_cast<uint32_t>(pair >> 32);
      const auto second = static_cast<uint32_t>(pair);
      if (count < options_.least_count) continue;
      if (!(npmi(occurrences_[first], occurrences_[second], count, total_) > options_.least_npmi)) continue;
      phrases.emplace_back(words_.words()[first], words_.words()[second]);
    }
    std::sort(phrases.begin(), phrases.end());
    return phrases;
  }

 private:
  // Calls visit(worker, words) with the words of each document.
  template <typename Visit>
  void for_each_document(const Visit& visit) {
    std::vector<std::vector<uint32_t>> buffers(pool_.size());
    parallel_for(pool_, documents_.size(), kDocumentsPerTask, [&](size_t begin, size_t end, size_t worker) {
      for (size_t d = begin; d < end; ++d) {
        words_.read(documents_[d], buffers[worker]);
        visit(worker, buffers[worker]);
      }
    });
  }

  // Calls visit(worker, pair) with each pair of neighbours that are frequent enough.
  template <typename Visit>
  void for_each_pair(const Visit& visit) {
    for_each_document([&](size_t worker, const std::vector<uint32_t>& words) {
      for (size_t i = 1; i < words.size(); ++i) {
        const uint32_t first = words[i - 1] & ~TokenStore::kGap;
        const uint32_t second = words[i];
        if ((second & TokenStore::kGap) != 0) continue;
        if (is_frequent(first) && is_frequent(second)) visit(worker, pair_of(first, second));
      }
    });
  }

  bool is_frequent(uint32_t word) const {
    return word != CorpusWords::kRare && occurrences_[word] >= options_.least_count;
  }

  void count_words() {
    std::vector<std::vector<uint64_t>> counts(pool_.size(), std::vector<uint64_t>(words_.size()));
    std::vector<uint64_t> totals(pool_.size());
    for_each_document([&](size_t worker, const std::vector<uint32_t>& words) {
      totals[worker] += words.size();
      for (const uint32_t marked : words) {
        const uint32_t word = marked & ~TokenStore::kGap;
        if (word != CorpusWords::kRare) ++counts[worker][word];
      }
    });
    occurrences_.assign(words_.size(), 0);
    for (size_t worker = 0; worker < counts.size(); ++worker) {
      total_ += totals[worker];
      for (size_t word = 0; word < occurrences_.size(); ++word) occurrences_[word] += counts[worker][word];
    }
  }

  // A cell holds the pairs of one hash value together, so none of them came more often.
  void count_cells() {
    cell_count_ = std::clamp(std::bit_ceil(total_ / 2 + 1), kFewestCells, kMostCells);
    cells_ = std::make_unique<std::atomic<uint32_t>[]>(cell_count_);
    for_each_pair([this](size_t, uint64_t pair) { cell(pair).fetch_add(1, std::memory_order_relaxed); });
  }

  void count_pairs() {
    std::vector<PairCounts> counts(pool_.size());
    for_each_pair([&](size_t worker, uint64_t pair) {
      if (cell(pair).load(std::memory_order_relaxed) >= options_.least_count) ++counts[worker][pair];
    });
    pairs_ = std::move(counts[0]);
    for (size_t worker = 1; worker < counts.size(); ++worker) {
      for (const auto& [pair, count] : counts[worker]) pairs_[pair] += count;
    }
    cells_.reset();
  }

  std::atomic<uint32_t>& cell(uint64_t pair) { return cells_[text::mix_key(pair) >> 20 & (cell_count_ - 1)]; }

  ThreadPool& pool_;
  std::span<const TokenSpan> documents_;
  const PhraseOptions& options_;
  const CorpusWords& words_;
  std::vector<uint64_t> occurrences_;
  uint64_t total_ = 0;
  size_t cell_count_ = 0;
  std::unique_ptr<std::atomic<uint32_t>[]> cells_;
  PairCounts pairs_;
};

}  // namespace

double npmi(uint64_t first, uint64_t second, uint64_t both, uint64_t total) {
  const auto share = [total](uint64_t count) {
    return static_cast<double>(count) / static_cast<double>(total);
  };
  return std::log(share(both) / (share(first) * share(second))) / -std::log(share(both));
}

Phrases learn_phrases(ThreadPool& pool, std::span<const TokenSpan> documents, const PhraseOptions& options,
                      CorpusWords& words) {
  Phrases phrases;
  for (int i = 0; i < options.passes; ++i) {
    Phrases::Pass pass = Pass(pool, documents, options, words).run();
    if (pass.empty()) break;
    phrases.passes.push_back(std::move(pass));
    words.set_phrases(phrases);
  }
  return phrases;
}

}  // namespace theta::corpus
