#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/user_dictionary.h"

namespace theta::text {

/// Reads a dictionary as jieba's users write it: "word [frequency] [tag]" in each line, parted by blanks or
/// by tabs; docs/text.md, "Your own words", has the rules. `text` is valid UTF-8, `name` the file that errors
/// name, with the line.
Result<std::vector<DictionaryWord>> parse_dictionary(std::string_view text, std::string_view name);

/// Reads a list of one word or term a line. Lines without a letter or digit, which published stop lists have,
/// are left out.
Result<std::vector<std::string>> parse_word_list(std::string_view text, std::string_view name);

}  // namespace theta::text
