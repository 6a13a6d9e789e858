#include "corpus/vocabulary.h"

#include <algorithm>

#include "text/user_words.h"

namespace theta::corpus {
namespace {

constexpr size_t kDocumentsPerTask = 256;

struct Seen {
  uint32_t last_document = 0;  // from 1; 0 before the first
  uint32_t documents = 0;
};

bool is_listed(const text::WordList* list, std::string_view word) {
  return list != nullptr && text::holds_word(*list, word);
}

}  // namespace

std::vector<uint32_t> document_frequency(ThreadPool& pool, std::span<const TokenSpan> documents,
                                         const CorpusWords& words) {
  std::vector<std::vector<Seen>> seen(pool.size());
  std::vector<std::vector<uint32_t>> buffers(pool.size());
  parallel_for(pool, documents.size(), kDocumentsPerTask, [&](size_t begin, size_t end, size_t worker) {
    std::vector<Seen>& mine = seen[worker];
    if (mine.empty()) mine.resize(words.size());
    for (size_t d = begin; d < end; ++d) {
      words.read(documents[d], buffers[worker]);
      for (const uint32_t marked : buffers[worker]) {
        const uint32_t word = marked & ~TokenStore::kGap;
        if (word == CorpusWords::kRare) continue;
        const auto document = static_cast<uint32_t>(d) + 1;
        if (mine[word].last_document == document) continue;
        mine[word].last_document = document;
        ++mine[word].documents;
      }
    }
  });
  std::vector<uint32_t> frequency(words.size());
  for (const std::vector<Seen>& worker : seen) {
    for (size_t word = 0; word < worker.size(); ++word) frequency[word] += worker[word].documents;
  }
  return frequency;
}

Vocabulary choose_vocabulary(const VocabularyLimits& limits, size_t documents, const CorpusWords& words,
                             const std::vector<uint32_t>& frequency) {
  const double most = limits.greatest_share * static_cast<double>(documents);
  std::vector<uint32_t> kept;
  std::vector<uint32_t> wanted;  // by name
  for (uint32_t word = 0; word < frequency.size(); ++word) {
    if (frequency[word] == 0) continue;
    if (is_listed(limits.keep, words.words()[word])) {
      wanted.push_back(word);
    } else if (frequency[word] >= limits.least_documents && frequency[word] <= most &&
               !is_listed(limits.drop, words.words()[word])) {
      kept.push_back(word);
    }
  }
  const auto by_bytes = [&words](uint32_t a, uint32_t b) { return words.words()[a] < words.words()[b]; };
  const size_t room = limits.largest_size - std::min(wanted.size(), limits.largest_size);
  if (kept.size() > room) {
    std::sort(kept.begin(), kept.end(), [&](uint32_t a, uint32_t b) {
      return frequency[a] != frequency[b] ? frequency[a] > frequency[b] : by_bytes(a, b);
    });
    kept.resize(room);
  }
  kept.insert(kept.end(), wanted.begin(), wanted.end());
  std::sort(kept.begin(), kept.end(), by_bytes);
  Vocabulary vocabulary;
  vocabulary.number.assign(frequency.size(), Vocabulary::kDropped);
  for (const uint32_t word : kept) {
    vocabulary.number[word] = static_cast<uint32_t>(vocabulary.words.size());
    vocabulary.words.emplace_back(words.words()[word]);
    vocabulary.non_zeros += frequency[word];
  }
  return vocabulary;
}

}  // namespace theta::corpus
