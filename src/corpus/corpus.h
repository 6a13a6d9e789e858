#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "formats/json.h"

namespace theta::corpus {

/// What a document is used for. kTrain fits the model, kValid chooses settings, kTest measures.
enum class Split : uint8_t { kTrain = 0, kValid = 1, kTest = 2 };

/// What is known of one used document beside its words.
struct Document {
  uint64_t row = 0;  ///< row number in the source, from 1, header not counted; never changes
  uint32_t piece =
      0;  ///< place in the text of a row that was split, from 1; 0 when the document is a whole row
  std::string file;   ///< source file name (folders have several), relative to the import's argument
  std::string id;     ///< value of the id column, or empty
  std::string time;   ///< value of the time column as written, or empty
  std::string label;  ///< value of the label column, or empty
  std::vector<std::string> groups;  ///< values of the group columns, in the order of Corpus::group_columns
  std::string language;             ///< "en", "zh" or another ISO 639-1 code; empty when unknown
  std::string text;                 ///< the text as imported, UTF-8; empty for bag-of-words sources
};

/// A corpus in memory. Documents keep the order of their rows.
struct Corpus {
  std::vector<std::string> vocabulary;  ///< [V], UTF-8, sorted by byte value for text sources
  BagOfWords counts;                    ///< [D, V], every used document
  std::vector<Split> split;             ///< [D] when the source had its own split, else empty

  /// When rows were split into pieces: the documents of used row r are row_offsets[r] .. row_offsets[r + 1],
  /// [R + 1]. Empty when each document is a whole row.
  std::vector<uint64_t> row_offsets;

  /// Index into label_names of each document, [D]; kNoLabel where it has none. Empty when the source has no
  /// labels.
  std::vector<uint32_t> labels;
  std::vector<std::string> label_names;
  static constexpr uint32_t kNoLabel = 0xFFFFFFFFu;

  /// Published halves of the kTest documents for document completion, in the order of those documents.
  std::optional<BagOfWords> test_first_half;
  std::optional<BagOfWords> test_second_half;

  formats::Json info =
      formats::Json::object();  ///< corpus.json: where the corpus came from and how it was made
  std::string hash;  ///< SHA-256 over vocabulary and counts: the identity that a model's manifest names

  size_t documents() const { return counts.documents(); }
  size_t vocabulary_size() const { return vocabulary.size(); }
};

/// The SHA-256 that identifies a corpus by vocabulary and counts.
std::string corpus_hash(const std::vector<std::string>& vocabulary, const BagOfWords& counts);

/// Makes `folder` ready to be (re)written: creates it, and removes corpus.json of an earlier corpus so that a
/// reader never takes half of the new one for a corpus. A folder that holds other things is refused.
Status prepare_corpus_folder(const std::string& folder);

/// Writes everything but documents.jsonl, rejects.csv and the token sequences; corpus.json, made of
/// corpus.info, sizes and hash, comes last. A corpus exists if and only if its corpus.json does. Sets
/// corpus.hash and corpus.info.
Status write_corpus(const std::string& folder, Corpus& corpus, ThreadPool& pool);
/// The same on the calling thread alone.
Status write_corpus(const std::string& folder, Corpus& corpus);

/// True when `path` is a folder with a corpus.json.
bool is_corpus_folder(const std::string& path);

/// Reads the parts of a corpus folder that training needs (docs/formats.md, "Corpus folder"). Checks every
/// invariant of BagOfWords, so that a damaged file is an error and never an out-of-range read.
Result<Corpus> load_corpus(const std::string& folder);

/// One line of documents.jsonl, with its newline.
std::string document_line(const Document& document);
/// Appends the line of a piece of `row`, with a text and language of its own.
void append_document_line(const Document& row, uint32_t piece, std::string_view text,
                          std::string_view language, std::string& out);

/// Calls `take` with each document of documents.jsonl in order, without holding more than one.
Status for_each_document(const std::string& folder,
                         const std::function<void(size_t index, Document document)>& take);

/// The documents as sequences of vocabulary ids in text order (only text sources have them): the words of
/// document d are words[offsets[d] .. offsets[d + 1]). `corpus` is the folder's own; what does not fit it is
/// an error.
struct TokenSequences {
  std::vector<uint64_t> offsets = {0};
  std::vector<uint32_t> words;
};
Result<TokenSequences> load_token_sequences(const std::string& folder, const Corpus& corpus);

}  // namespace theta::corpus
