#pragma once

#include <string>
#include <string_view>

#include "base/files.h"

namespace theta::corpus {

// Names inside a corpus folder; docs/formats.md describes them.
inline constexpr std::string_view kCorpusFormat = "theta-corpus";
inline constexpr int kCorpusVersion = 1;
inline constexpr std::string_view kCorpusFile = "corpus.json";
inline constexpr std::string_view kVocabularyFile = "vocab.txt";
inline constexpr std::string_view kDocumentsFile = "documents.jsonl";
inline constexpr std::string_view kRejectsFile = "rejects.csv";
inline constexpr std::string_view kDuplicatesFile = "duplicates.csv";
inline constexpr std::string_view kRowOffsetsFile = "row_offsets.npy";
inline constexpr std::string_view kSplitFile = "split.npy";
inline constexpr std::string_view kLabelsFile = "labels.npy";
inline constexpr std::string_view kTokenOffsetsFile = "tokens_offsets.npy";
inline constexpr std::string_view kTokenWordsFile = "tokens_words.npy";

// Prefixes of the three arrays of a bag of words.
inline constexpr const char* kCounts = "counts";
inline constexpr const char* kFirstHalf = "test_first_half";
inline constexpr const char* kSecondHalf = "test_second_half";

inline std::string bag_file(const std::string& folder, const std::string& prefix, const std::string& part) {
  return join_path(folder, prefix + "_" + part + ".npy");
}

}  // namespace theta::corpus
