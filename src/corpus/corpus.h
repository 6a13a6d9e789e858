#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/bag_of_words.h"

namespace theta::corpus {

/// What a document is used for. kTrain fits the model, kValid chooses settings, kTest measures.
enum class Split : uint8_t { kTrain = 0, kValid = 1, kTest = 2 };

/// What is known of one used document beside its words.
struct Document {
  uint64_t row = 0;                  ///< row number in the source, from 1, header not counted; never changes
  std::string file;                  ///< source file name (folders have several), relative to the import's argument
  std::string id;                    ///< value of the id column, or empty
  std::string time;                  ///< value of the time column as written, or empty
  std::string label;                 ///< value of the label column, or empty
  std::vector<std::string> groups;   ///< values of the group columns, in the order of Corpus::group_columns
  std::string language;              ///< "en", "zh" or another ISO 639-1 code; empty when unknown
  std::string text;                  ///< the text as imported, UTF-8; empty for bag-of-words sources
};

/// A corpus in memory. Documents keep the order of their rows.
struct Corpus {
  std::vector<std::string> vocabulary;  ///< [V], UTF-8, sorted by byte value for text sources
  BagOfWords counts;                    ///< [D, V], every used document
  std::vector<Split> split;             ///< [D] when the source had its own split, else empty
  std::vector<std::string> labels;      ///< [D] label of each document, or empty when there are none

  /// Published halves of the kTest documents for document completion, in the order of those documents.
  std::optional<BagOfWords> test_first_half;
  std::optional<BagOfWords> test_second_half;

  std::string hash;  ///< SHA-256 over vocabulary and counts: the identity that a model's manifest names

  size_t documents() const { return counts.documents(); }
  size_t vocabulary_size() const { return vocabulary.size(); }
};

/// Reads the parts of a corpus folder that training needs (docs/formats.md, "Corpus folder"). Checks every
/// invariant of BagOfWords, so that a damaged file is an error and never an out-of-range read.
Result<Corpus> load_corpus(const std::string& folder);

/// Reads documents.jsonl of a corpus folder: one Document per document, in order.
Result<std::vector<Document>> load_documents(const std::string& folder);

/// The documents as sequences of vocabulary ids in text order (only text sources have them): the words of
/// document d are words[offsets[d] .. offsets[d + 1]).
struct TokenSequences {
  std::vector<uint64_t> offsets = {0};
  std::vector<uint32_t> words;
};
Result<TokenSequences> load_token_sequences(const std::string& folder);

}  // namespace theta::corpus
