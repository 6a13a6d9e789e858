#include "word_counter.h"

#include <algorithm>
#include <map>

#include "text/word_index.h"

namespace theta::bench {
namespace {

struct Entry {
  uint32_t word;
  uint32_t count;
};

// What one thread has counted.
struct Worker {
  text::Tokenizer::Scratch scratch;
  text::WordIndex index;
  std::vector<uint32_t> in_document;         // [local words] occurrences in the current document
  std::vector<uint32_t> document_frequency;  // [local words]
  std::vector<Entry> entries;
  std::vector<uint32_t> global_id;  // [local words] final id, or kDropped

  static constexpr uint32_t kDropped = UINT32_MAX;

  void count(std::string_view text, const text::Tokenizer& tokenizer) {
    tokenizer.tokenize(text, scratch);
    const size_t first = entries.size();
    for (const std::string_view token : scratch.tokens) {
      const uint32_t id = index.add(token);
      if (id == in_document.size()) {
        in_document.push_back(0);
        document_frequency.push_back(0);
      }
      if (in_document[id]++ == 0) entries.push_back({id, 0});
    }
    for (size_t i = first; i < entries.size(); ++i) {
      const uint32_t id = entries[i].word;
      entries[i].count = in_document[id];
      in_document[id] = 0;
      ++document_frequency[id];
    }
  }
};

// Where the entries of a document are.
struct Row {
  uint32_t worker = 0;
  uint64_t begin = 0;
  uint64_t end = 0;
};

bool is_kept(uint32_t frequency, size_t documents, const DocumentFrequencyLimits& limits) {
  return frequency >= limits.least && frequency <= limits.greatest_share * static_cast<double>(documents);
}

// Sums the document frequencies of all workers, sorts what is kept and tells the workers the final ids.
std::vector<std::string> merge_vocabularies(std::vector<Worker>& workers, size_t documents,
                                            const DocumentFrequencyLimits& limits) {
  text::WordIndex all;
  std::vector<uint32_t> frequency;
  for (Worker& worker : workers) {
    for (size_t local = 0; local < worker.index.words().size(); ++local) {
      const uint32_t id = all.add(worker.index.words()[local]);
      if (id == frequency.size()) frequency.push_back(0);
      frequency[id] += worker.document_frequency[local];
      worker.global_id.push_back(id);
    }
  }
  std::vector<uint32_t> kept;
  for (uint32_t id = 0; id < frequency.size(); ++id) {
    if (is_kept(frequency[id], documents, limits)) kept.push_back(id);
  }
  std::sort(kept.begin(), kept.end(),
            [&all](uint32_t a, uint32_t b) { return all.words()[a] < all.words()[b]; });
  std::vector<uint32_t> final_id(frequency.size(), Worker::kDropped);
  std::vector<std::string> vocabulary;
  for (const uint32_t id : kept) {
    final_id[id] = static_cast<uint32_t>(vocabulary.size());
    vocabulary.emplace_back(all.words()[id]);
  }
  for (Worker& worker : workers) {
    for (uint32_t& id : worker.global_id) id = final_id[id];
  }
  return vocabulary;
}

// Renumbers the entries of a row in place, drops those of dropped words and sorts the rest.
void finish_row(Row& row, Worker& worker) {
  Entry* const begin = worker.entries.data() + row.begin;
  Entry* end = begin;
  for (uint64_t i = row.begin; i < row.end; ++i) {
    const Entry entry = worker.entries[i];
    const uint32_t word = worker.global_id[entry.word];
    if (word != Worker::kDropped) *end++ = {word, entry.count};
  }
  std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.word < b.word; });
  row.end = row.begin + static_cast<uint64_t>(end - begin);
}

}  // namespace

WordCounts count_words(const std::vector<std::string_view>& texts, const text::Tokenizer& tokenizer,
                       const DocumentFrequencyLimits& limits, ThreadPool& pool) {
  constexpr size_t kGrain = 64;  // documents
  std::vector<Worker> workers(pool.size());
  std::vector<Row> rows(texts.size());
  parallel_for(pool, texts.size(), kGrain, [&](size_t begin, size_t end, size_t worker) {
    for (size_t d = begin; d < end; ++d) {
      rows[d].worker = static_cast<uint32_t>(worker);
      rows[d].begin = workers[worker].entries.size();
      workers[worker].count(texts[d], tokenizer);
      rows[d].end = workers[worker].entries.size();
    }
  });
  WordCounts result;
  result.vocabulary = merge_vocabularies(workers, texts.size(), limits);
  parallel_for(pool, rows.size(), kGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t d = begin; d < end; ++d) finish_row(rows[d], workers[rows[d].worker]);
  });
  result.offsets.push_back(0);
  for (const Row& row : rows) result.offsets.push_back(result.offsets.back() + row.end - row.begin);
  result.words.resize(result.offsets.back());
  result.counts.resize(result.offsets.back());
  parallel_for(pool, rows.size(), kGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t d = begin; d < end; ++d) {
      const Entry* entry = workers[rows[d].worker].entries.data() + rows[d].begin;
      for (uint64_t i = result.offsets[d]; i < result.offsets[d + 1]; ++i, ++entry) {
        result.words[i] = entry->word;
        result.counts[i] = entry->count;
      }
    }
  });
  return result;
}

WordCounts count_words_reference(const std::vector<std::string_view>& texts, const text::Tokenizer& tokenizer,
                                 const DocumentFrequencyLimits& limits) {
  std::vector<std::map<std::string, uint32_t>> documents(texts.size());
  std::map<std::string, uint32_t> frequency;
  text::Tokenizer::Scratch scratch;
  for (size_t d = 0; d < texts.size(); ++d) {
    tokenizer.tokenize(texts[d], scratch);
    for (const std::string_view token : scratch.tokens) ++documents[d][std::string(token)];
    for (const auto& [word, count] : documents[d]) ++frequency[word];
  }
  WordCounts result;
  std::map<std::string, uint32_t> id;
  for (const auto& [word, documents_with] : frequency) {
    if (!is_kept(documents_with, texts.size(), limits)) continue;
    id[word] = static_cast<uint32_t>(result.vocabulary.size());
    result.vocabulary.push_back(word);
  }
  result.offsets.push_back(0);
  for (const auto& document : documents) {
    for (const auto& [word, count] : document) {
      const auto found = id.find(word);
      if (found == id.end()) continue;
      result.words.push_back(found->second);
      result.counts.push_back(count);
    }
    result.offsets.push_back(result.words.size());
  }
  return result;
}

}  // namespace theta::bench
