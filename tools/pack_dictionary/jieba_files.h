#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace theta::pack {

struct WordList {
  std::map<std::u32string, uint64_t> frequency;  ///< a word listed twice keeps its last frequency
  uint64_t total = 0;                            ///< sum over all lines
};

/// Reads "word frequency tag" lines.
Result<WordList> read_word_list(const std::string& path);

/// A number, or entries by one character, as in jieba's probability tables.
struct Table {
  double value = 0;
  std::map<char32_t, Table> entries;
};

/// Reads the dictionary literal that follows "P=" in a Python file.
Result<Table> read_table(const std::string& path);

}  // namespace theta::pack
