#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "text/tokenizer.h"
#include "text/word_index.h"
#include "text/word_list.h"

namespace theta::corpus {

/// Which words make the vocabulary.
struct VocabularyLimits {
  size_t largest_size = 0;       ///< words kept at most, the most frequent by documents
  uint32_t least_documents = 1;  ///< documents that a word must be in
  double greatest_share = 1.0;   ///< of all documents that a word may be in

  const text::WordList* keep = nullptr;  ///< in the vocabulary, whatever the limits say, if they occur
  const text::WordList* drop = nullptr;  ///< not in the vocabulary
};

/// Where the words of one counted document lie: a worker's entries and its run of tokens.
struct CountedDocument {
  uint32_t worker = 0;
  uint64_t begin = 0;
  uint64_t end = 0;
  uint64_t first_token = 0;
  uint32_t tokens = 0;
  text::Language language = text::Language::kUnknown;
};

/// Counts the words of documents on several threads, each with a vocabulary of its own, and merges at the
/// end. Memory grows with vocabulary and non-zeros; the tokens in order, which skip-gram needs, go to one
/// file per thread. The result does not depend on the number of threads.
class WordCounter {
 public:
  /// Token files are made in `folder` and removed by the destructor.
  static Result<WordCounter> create(const text::Tokenizer& tokenizer, size_t workers,
                                    const std::string& folder);
  ~WordCounter();
  WordCounter(WordCounter&&) noexcept = default;

  /// Counts one document. A worker's documents come one after the other.
  Status count(size_t worker, std::string_view utf8, CountedDocument& document);

  /// Chooses the vocabulary over all counted documents; `documents` of them.
  void choose_vocabulary(const VocabularyLimits& limits, size_t documents);
  /// Sorted by bytes.
  const std::vector<std::string>& vocabulary() const { return vocabulary_; }

  /// Turns the entries of a document into final word numbers, sorted; words outside the vocabulary are
  /// dropped. Once per document, after choose_vocabulary(); documents may be handled in parallel, each thread
  /// with an order of its own.
  struct WordOrder {
    std::vector<uint64_t> present;  // one bit a word of the vocabulary, all zero between documents
    std::vector<uint32_t> counts;   // by word
  };
  void finish(CountedDocument& document, WordOrder& order);
  /// Appends a finished document.
  void append(const CountedDocument& document, BagOfWords& bag) const;
  /// Appends the tokens of a document in text order, those in the vocabulary.
  Status append_tokens(const CountedDocument& document, std::vector<uint32_t>& words);

 private:
  struct Entry {
    uint32_t word;
    uint32_t count;
  };
  struct Seen {
    uint32_t in_document = 0;  // occurrences in the current document
    uint32_t documents = 0;    // that hold the word
  };
  struct Worker {
    text::Tokenizer::Scratch scratch;
    text::WordIndex index;
    std::vector<Seen> seen;  // by local word
    std::vector<Entry> entries;
    std::vector<uint32_t> token_buffer;
    std::optional<FileWriter> token_file;
    std::string token_path;
    std::optional<MappedFile> token_map;
    uint64_t tokens = 0;
    std::vector<uint32_t> final_word;  // by local word; kDropped outside the vocabulary
  };
  static constexpr uint32_t kDropped = UINT32_MAX;

  text::WordIndex likely_words(const VocabularyLimits& limits) const;

  explicit WordCounter(const text::Tokenizer& tokenizer) : tokenizer_(&tokenizer) {}

  const text::Tokenizer* tokenizer_;
  std::vector<Worker> workers_;
  std::vector<std::string> vocabulary_;
};

}  // namespace theta::corpus
