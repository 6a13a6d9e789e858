#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::engine {

/// One topic as another program wrote it.
struct ListedTopic {
  std::string where;               ///< its place in the file: "line 3", "column 2", "topic 5"
  std::string name;                ///< number or name that the file gives it; empty when it gives none
  std::vector<std::string> words;  ///< most probable first, as written
};

/// The topics of a file, and how it was understood.
struct TopicList {
  std::string format;  ///< one of topic_list_formats(), without auto
  std::string reason;  ///< what in the file says so, one clause
  std::vector<ListedTopic> topics;
};

/// What --topics-format takes: auto, lines, mallet, gensim, rows, columns, long, json.
const std::vector<std::string>& topic_list_formats();

/// Understands the text of a list of topics by its content, or as `format` says:
///   lines    one topic per line, words parted by blanks, or by commas, semicolons, bars or tabs; an optional
///            number or "name:" in front; weights behind words ("word:0.1", "word (0.1)", "word 0.1") are
///            left out
///   mallet   lines of number, weight and words: MALLET's --output-topic-keys
///   gensim   lines of 0.015*"word" + ...
///   rows     a table with a header: one row per topic, words in one column ("words") or several ("word 1")
///   columns  a table with a header: one column per topic ("topic 1")
///   long     a table with a header: one row per word, with its topic and perhaps its weight
///   json     lists of words, or objects with "words", in a list, in "topics", or under the topics' names
/// `file` names the text in messages. Text that holds no topic, or not in the asked format, is a bad-input
/// error; an unknown format is a usage error.
Result<TopicList> parse_topic_list(std::string_view text, const std::string& file,
                                   const std::string& format = "auto");

/// Reads a file ("-": standard input) in any encoding.
Result<TopicList> read_topic_list(const std::string& path, const std::string& format = "auto");

}  // namespace theta::engine
