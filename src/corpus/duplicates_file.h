#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/files.h"
#include "base/result.h"

namespace theta::corpus {

/// What an import does with rows that repeat an earlier row. All of them are listed in duplicates.csv.
enum class DuplicateHandling : uint8_t {
  kKeep,  ///< use them
  kMark,  ///< use them, and note in documents.jsonl which row each repeats
  kDrop,  ///< reject them
};
std::string_view duplicate_handling_name(DuplicateHandling handling);

/// Writes duplicates.csv: file,row,duplicate_of_file,duplicate_of_row,similarity.
class DuplicatesFile {
 public:
  static Result<DuplicatesFile> create(const std::string& folder);
  Status add(const std::string& file, uint64_t row, const std::string& original_file, uint64_t original_row,
             float similarity);
  Status close() { return file_.close(); }

 private:
  explicit DuplicatesFile(FileWriter file) : file_(std::move(file)) {}
  FileWriter file_;
  std::string line_;
};

}  // namespace theta::corpus
