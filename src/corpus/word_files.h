#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "text/word_lines.h"

namespace theta::corpus {

/// Reads a user's dictionary (text::parse_dictionary): plain or gzip, in any encoding that texts may have.
Result<std::vector<text::DictionaryWord>> read_dictionary(const std::string& path);

/// Reads a list of words (text::parse_word_list), likewise.
Result<std::vector<std::string>> read_word_list(const std::string& path);

}  // namespace theta::corpus
