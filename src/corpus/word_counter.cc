#include "corpus/word_counter.h"
#include "text/user_words.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace theta::corpus {
namespace {

bool is_listed(const text::WordList* list, std::string_view word) {
  return list != nullptr && text::holds_word(*list, word);
}

}  // namespace

Result<WordCounter> WordCounter::create(const text::Tokenizer& tokenizer, size_t workers,
                                        const std::string& folder) {
  WordCounter counter(tokenizer);
  counter.workers_.resize(workers);
  for (size_t i = 0; i < workers; ++i) {
    Worker& worker = counter.workers_[i];
    worker.token_path = join_path(folder, fmt::format("tokens.{}.part", i));
    THETA_ASSIGN(FileWriter file, FileWriter::create(worker.token_path));
    worker.token_file.emplace(std::move(file));
  }
  return counter;
}

WordCounter::~WordCounter() {
  for (const Worker& worker : workers_) {
    if (!worker.token_file.has_value()) ::unlink(worker.token_path.c_str());
  }
}

Status WordCounter::count(size_t worker_number, std::string_view utf8, CountedDocument& document) {
  Worker& worker = workers_[worker_number];
  tokenizer_->tokenize(utf8, worker.scratch);
  document.worker = static_cast<uint32_t>(worker_number);
  document.language = worker.scratch.language;
  document.begin = worker.entries.size();
  document.first_token = worker.tokens;
  document.tokens = static_cast<uint32_t>(worker.scratch.tokens.size());
  worker.tokens += document.tokens;
  worker.index.add_all(worker.scratch.tokens, worker.token_buffer);
  worker.seen.resize(worker.index.words().size());
  for (const uint32_t word : worker.token_buffer) {
    Seen& seen = worker.seen[word];
    if (seen.in_document++ > 0) continue;
    ++seen.documents;
    worker.entries.push_back({word, 0});
  }
  for (size_t i = document.begin; i < worker.entries.size(); ++i) {
    Entry& entry = worker.entries[i];
    entry.count = std::exchange(worker.seen[entry.word].in_document, 0);
  }
  document.end = worker.entries.size();
  return worker.token_file->write(as_bytes(worker.token_buffer));
}

// Every word that can be in `least_documents` documents: one worker must have seen it in its share of them.
// Most words are rare, and this leaves them out before the workers' words are brought together.
text::WordIndex WordCounter::likely_words(const VocabularyLimits& limits) const {
  const size_t share = (limits.least_documents + workers_.size() - 1) / workers_.size();
  text::WordIndex likely;
  for (const Worker& worker : workers_) {
    for (size_t local = 0; local < worker.seen.size(); ++local) {
      const std::string_view word = worker.index.words()[local];
      if (worker.seen[local].documents >= share || is_listed(limits.keep, word)) likely.add(word);
    }
  }
  return likely;
}

void WordCounter::choose_vocabulary(const VocabularyLimits& limits, size_t documents) {
  const text::WordIndex all = likely_words(limits);
  std::vector<uint32_t> frequency(all.words().size());
  for (const Worker& worker : workers_) {
    for (size_t word = 0; word < frequency.size(); ++word) {
      const uint32_t local = worker.index.find(all.words()[word]);
      if (local != text::WordIndex::kAbsent) frequency[word] += worker.seen[local].documents;
    }
  }
  const double most = limits.greatest_share * static_cast<double>(documents);
  std::vector<uint32_t> kept;
  std::vector<uint32_t> wanted;  // by name
  for (uint32_t word = 0; word < frequency.size(); ++word) {
    if (is_listed(limits.keep, all.words()[word])) {
      wanted.push_back(word);
    } else if (frequency[word] >= limits.least_documents && frequency[word] <= most &&
               !is_listed(limits.drop, all.words()[word])) {
      kept.push_back(word);
    }
  }
  const auto by_bytes = [&all](uint32_t a, uint32_t b) { return all.words()[a] < all.words()[b]; };
  const size_t room = limits.largest_size - std::min(wanted.size(), limits.largest_size);
  if (kept.size() > room) {
    std::sort(kept.begin(), kept.end(), [&](uint32_t a, uint32_t b) {
      return frequency[a] != frequency[b] ? frequency[a] > frequency[b] : by_bytes(a, b);
    });
    kept.resize(room);
  }
  kept.insert(kept.end(), wanted.begin(), wanted.end());
  std::sort(kept.begin(), kept.end(), by_bytes);
  for (Worker& worker : workers_) worker.final_word.assign(worker.seen.size(), kDropped);
  for (const uint32_t word : kept) {
    for (Worker& worker : workers_) {
      const uint32_t local = worker.index.find(all.words()[word]);
      if (local != text::WordIndex::kAbsent)
        worker.final_word[local] = static_cast<uint32_t>(vocabulary_.size());
    }
    vocabulary_.emplace_back(all.words()[word]);
  }
}

// Sorts through a bit set of the vocabulary: for the few dozen words of a document that takes a fraction of
// what comparing them takes.
void WordCounter::finish(CountedDocument& document, WordOrder& order) {
  constexpr size_t kBits = 64;
  order.present.resize((vocabulary_.size() + kBits - 1) / kBits);
  order.counts.resize(vocabulary_.size());
  Worker& worker = workers_[document.worker];
  for (uint64_t i = document.begin; i < document.end; ++i) {
    const Entry entry = worker.entries[i];
    const uint32_t word = worker.final_word[entry.word];
    if (word == kDropped) continue;
    order.present[word / kBits] |= uint64_t{1} << (word % kBits);
    order.counts[word] = entry.count;
  }
  document.end = document.begin;
  for (size_t block = 0; block < order.present.size(); ++block) {
    for (uint64_t bits = std::exchange(order.present[block], 0); bits != 0; bits &= bits - 1) {
      const auto word = static_cast<uint32_t>(block * kBits) + static_cast<uint32_t>(std::countr_zero(bits));
      worker.entries[document.end++] = {word, order.counts[word]};
    }
  }
}

void WordCounter::append(const CountedDocument& document, BagOfWords& bag) const {
  const Worker& worker = workers_[document.worker];
  for (uint64_t i = document.begin; i < document.end; ++i) {
    bag.words.push_back(worker.entries[i].word);
    bag.counts.push_back(worker.entries[i].count);
  }
  bag.offsets.push_back(bag.words.size());
}

Status WordCounter::append_tokens(const CountedDocument& document, std::vector<uint32_t>& words) {
  Worker& worker = workers_[document.worker];
  if (worker.token_file.has_value()) {
    THETA_RETURN_IF_ERROR(worker.token_file->close());
    worker.token_file.reset();
    THETA_ASSIGN(MappedFile map, MappedFile::open(worker.token_path));
    worker.token_map.emplace(std::move(map));
  }
  const char* const first = worker.token_map->bytes().data() + document.first_token * sizeof(uint32_t);
  for (uint32_t i = 0; i < document.tokens; ++i) {
    uint32_t local = 0;
    std::memcpy(&local, first + i * sizeof(uint32_t), sizeof(local));
    if (worker.final_word[local] != kDropped) words.push_back(worker.final_word[local]);
  }
  return {};
}

}  // namespace theta::corpus
