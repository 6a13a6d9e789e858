#pragma once

#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/import_summary.h"

namespace theta::corpus {

/// Collects the documents of a published, already processed set, rejects the empty ones and writes the corpus
/// folder.
class PublishedCorpus {
 public:
  explicit PublishedCorpus(std::vector<std::string> vocabulary);

  size_t vocabulary_size() const { return corpus_.vocabulary_size(); }

  /// False when the document has no words and was rejected.
  bool add(Document document, Split split, std::span<const uint32_t> words, std::span<const uint32_t> counts);
  /// The published halves of the document that was added last.
  void add_halves(const BagOfWords& first, const BagOfWords& second, size_t document);

  /// The words of the document that was added last, in text order; for all documents or for none.
  void add_tokens(std::span<const uint32_t> words);

  /// `format` is the name behind --format.
  Result<ImportSummary> write(const std::string& source, const std::string& format,
                              const std::string& target);

 private:
  Corpus corpus_;
  std::vector<Document> documents_;
  TokenSequences tokens_;
  std::vector<Reject> rejects_;
};

/// The lines of a plain or gzip text file, without line ends.
Result<std::vector<std::string>> read_lines(const std::string& path);

}  // namespace theta::corpus
