#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/topic_list.h"
#include "formats/json.h"

namespace theta::engine {

// The readers behind parse_topic_list(); each takes the whole text.

/// A line with its number, from 1; blank lines are left out.
struct NumberedLine {
  size_t number;
  std::string_view text;
};
std::vector<NumberedLine> lines_of(std::string_view text);

/// lines, mallet and gensim. The result's format is what was found.
TopicList parse_topic_lines(std::string_view text);
/// The words of one such line without number or name, weights left out.
std::vector<std::string> words_of_line(std::string_view line);
/// True when the line is made of terms like 0.015*"word".
bool is_weighted_sum(std::string_view line);

/// rows, columns and long: nothing when the first line is not a header that says which, and `wanted` does not
/// say it either.
std::optional<TopicList> parse_topic_table(std::string_view text, const std::string& wanted);

/// Nothing when the text is not JSON at all; an error when it is JSON but no list of topics.
Result<std::optional<TopicList>> parse_topic_json(std::string_view text, const std::string& file);

std::string_view trimmed(std::string_view text);
/// The whole of `text` is a number; `fraction`: with a decimal point or an exponent.
bool is_number(std::string_view text, bool fraction = false);

}  // namespace theta::engine
