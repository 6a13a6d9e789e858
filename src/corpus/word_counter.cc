#include "corpus/word_counter.h"

#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace theta::corpus {

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
  worker.token_buffer.clear();
  for (const std::string_view token : worker.scratch.tokens) {
    const uint32_t word = worker.index.add(token);
    if (word == worker.in_document.size()) {
      worker.in_document.push_back(0);
      worker.document_frequency.push_back(0);
    }
    if (worker.in_document[word]++ == 0) worker.entries.push_back({word, 0});
    worker.token_buffer.push_back(word);
  }
  for (size_t i = document.begin; i < worker.entries.size(); ++i) {
    Entry& entry = worker.entries[i];
    entry.count = worker.in_document[entry.word];
    worker.in_document[entry.word] = 0;
    ++worker.document_frequency[entry.word];
  }
  document.end = worker.entries.size();
  return worker.token_file->write(as_bytes(worker.token_buffer));
}

void WordCounter::choose_vocabulary(const VocabularyLimits& limits, size_t documents) {
  text::WordIndex all;
  std::vector<uint32_t> frequency;
  for (Worker& worker : workers_) {
    for (size_t local = 0; local < worker.index.words().size(); ++local) {
      const uint32_t word = all.add(worker.index.words()[local]);
      if (word == frequency.size()) frequency.push_back(0);
      frequency[word] += worker.document_frequency[local];
      worker.final_word.push_back(word);
    }
  }
  const double most = limits.greatest_share * static_cast<double>(documents);
  std::vector<uint32_t> kept;
  for (uint32_t word = 0; word < frequency.size(); ++word) {
    if (frequency[word] >= limits.least_documents && frequency[word] <= most) kept.push_back(word);
  }
  const auto by_bytes = [&all](uint32_t a, uint32_t b) { return all.words()[a] < all.words()[b]; };
  if (kept.size() > limits.largest_size) {
    std::sort(kept.begin(), kept.end(), [&](uint32_t a, uint32_t b) {
      return frequency[a] != frequency[b] ? frequency[a] > frequency[b] : by_bytes(a, b);
    });
    kept.resize(limits.largest_size);
  }
  std::sort(kept.begin(), kept.end(), by_bytes);
  std::vector<uint32_t> final_word(frequency.size(), kDropped);
  for (const uint32_t word : kept) {
    final_word[word] = static_cast<uint32_t>(vocabulary_.size());
    vocabulary_.emplace_back(all.words()[word]);
  }
  for (Worker& worker : workers_) {
    for (uint32_t& word : worker.final_word) word = final_word[word];
  }
}

void WordCounter::finish(CountedDocument& document) {
  Worker& worker = workers_[document.worker];
  Entry* const begin = worker.entries.data() + document.begin;
  Entry* end = begin;
  for (uint64_t i = document.begin; i < document.end; ++i) {
    const Entry entry = worker.entries[i];
    const uint32_t word = worker.final_word[entry.word];
    if (word != kDropped) *end++ = {word, entry.count};
  }
  std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.word < b.word; });
  document.end = document.begin + static_cast<uint64_t>(end - begin);
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
