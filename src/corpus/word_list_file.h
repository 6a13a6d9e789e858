#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"

namespace theta::corpus {

/// Writes every word that is in a document, with the number of its documents: lines "word TAB documents" in
/// the order of the words' bytes.
Status write_word_list(const std::string& path, const std::vector<std::string_view>& words,
                       const std::vector<uint32_t>& documents);

/// Such a file, or a vocab.txt of sorted words alone, to look words up in. Any number of threads.
class WordListFile {
 public:
  static Result<WordListFile> open(const std::string& path);

  /// In how many documents the word is; nothing for a word that is not in the file.
  std::optional<uint32_t> documents(std::string_view word) const;
  bool contains(std::string_view word) const { return documents(word).has_value(); }

 private:
  explicit WordListFile(MappedFile file) : file_(std::move(file)) {}
  MappedFile file_;
};

}  // namespace theta::corpus
