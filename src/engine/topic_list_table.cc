#include <algorithm>
#include <array>
#include <cstdlib>
#include <unordered_map>

#include "corpus/csv_rows.h"
#include "engine/topic_list_formats.h"
#include "formats/csv.h"

namespace theta::engine {
namespace {

using Records = std::vector<formats::CsvRecord>;

Records records_of(std::string_view text) {
  formats::CsvParser parser(corpus::find_delimiter(text.substr(0, size_t{64} << 10)));
  parser.feed(text);
  parser.finish();
  Records records;
  formats::CsvRecord record;
  while (parser.next(record)) {
    if (!record.blank()) records.push_back(std::move(record));
  }
  return records;
}

// A header cell as it is compared: lower case, without blanks and marks.
std::string plain(std::string_view cell) {
  std::string result;
  for (const char c : cell) {
    if (c >= 'A' && c <= 'Z')
      result += static_cast<char>(c - 'A' + 'a');
    else if (std::string_view(" _-#.:\"'").find(c) == std::string_view::npos)
      result += c;
  }
  return result;
}

constexpr std::array<std::string_view, 8> kWordLists = {"words", "topwords", "topicwords",     "keywords",
                                                        "terms", "topterms", "representation", "主题词"};
constexpr std::array<std::string_view, 5> kWords = {"word", "term", "token", "keyword", "词"};
constexpr std::array<std::string_view, 6> kTopics = {"topic", "topicid", "topicnumber", "name", "主题", "id"};
constexpr std::array<std::string_view, 7> kWeights = {"weight", "probability", "prob", "beta",
                                                      "score",  "p",           "phi"};
constexpr std::array<std::string_view, 4> kTopicPrefixes = {"topic", "主题", "t", "k"};
constexpr std::array<std::string_view, 8> kWordPrefixes = {"word", "term", "keyword", "w",
                                                           "top",  "rank", "词",      ""};

/// What the header says of the columns.
class Header {
 public:
  explicit Header(const formats::CsvRecord& record) {
    for (const std::string& cell : record.cells) cells_.push_back(plain(cell));
  }

  size_t size() const { return cells_.size(); }

  // The first column with one of the names; size() when there is none.
  template <size_t N>
  size_t column(const std::array<std::string_view, N>& names) const {
    return static_cast<size_t>(std::find_first_of(cells_.begin(), cells_.end(), names.begin(), names.end()) -
                               cells_.begin());
  }

  // Columns named by one of the prefixes and a number; empty unless all are, but for one in front.
  template <size_t N>
  std::vector<size_t> numbered(const std::array<std::string_view, N>& prefixes) const {
    std::vector<size_t> columns;
    for (size_t c = 0; c < cells_.size(); ++c) {
      const bool matches = std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
        return cells_[c].starts_with(prefix) && cells_[c].size() > prefix.size() &&
               cells_[c].find_first_not_of("0123456789", prefix.size()) == std::string::npos;
      });
      if (matches)
        columns.push_back(c);
      else if (c > 0)
        return {};
    }
    return columns;
  }

 private:
  std::vector<std::string> cells_;
};

const std::string& cell(const formats::CsvRecord& record, size_t column) {
  static const std::string nothing;
  return column < record.cells.size() ? record.cells[column] : nothing;
}

TopicList read_word_lists(const Records& records, size_t words, size_t name) {
  TopicList list{"rows", fmt::format("column \"{}\" has each topic's words", records[0].cells[words]), {}};
  for (size_t r = 1; r < records.size(); ++r) {
    list.topics.push_back({fmt::format("line {}", records[r].line),
                           std::string(trimmed(cell(records[r], name))),
                           words_of_line(trimmed(cell(records[r], words)))});
  }
  return list;
}

TopicList read_rows(const Records& records, const std::vector<size_t>& columns) {
  TopicList list{"rows", "the header numbers the words, so that a row is a topic", {}};
  for (size_t r = 1; r < records.size(); ++r) {
    ListedTopic topic;
    topic.where = fmt::format("line {}", records[r].line);
    if (columns.front() > 0) topic.name = trimmed(cell(records[r], 0));
    for (const size_t c : columns) {
      const std::string_view word = trimmed(cell(records[r], c));
      if (!word.empty()) topic.words.emplace_back(word);
    }
    list.topics.push_back(std::move(topic));
  }
  return list;
}

TopicList read_columns(const Records& records, const std::vector<size_t>& columns) {
  TopicList list{"columns", "the header numbers the topics, so that a column is a topic", {}};
  for (const size_t c : columns) {
    ListedTopic topic{fmt::format("column {}", c + 1), std::string(trimmed(records[0].cells[c])), {}};
    for (size_t r = 1; r < records.size(); ++r) {
      const std::string_view word = trimmed(cell(records[r], c));
      if (!word.empty()) topic.words.emplace_back(word);
    }
    list.topics.push_back(std::move(topic));
  }
  return list;
}

TopicList read_long(const Records& records, size_t topic_column, size_t word_column, size_t weight_column) {
  struct Entry {
    std::string word;
    double weight;
  };
  TopicList list{"long", "every row has a topic and one of its words", {}};
  std::unordered_map<std::string, size_t> index;
  std::vector<std::vector<Entry>> entries;
  for (size_t r = 1; r < records.size(); ++r) {
    const std::string name(trimmed(cell(records[r], topic_column)));
    const auto [found, fresh] = index.emplace(name, entries.size());
    if (fresh) {
      entries.emplace_back();
      list.topics.push_back({fmt::format("line {}", records[r].line), name, {}});
    }
    const std::string weight(trimmed(cell(records[r], weight_column)));
    entries[found->second].push_back({std::string(trimmed(cell(records[r], word_column))),
                                      is_number(weight) ? std::strtod(weight.c_str(), nullptr) : 0});
  }
  for (size_t k = 0; k < entries.size(); ++k) {
    std::stable_sort(entries[k].begin(), entries[k].end(),
                     [](const Entry& a, const Entry& b) { return a.weight > b.weight; });
    for (Entry& entry : entries[k]) {
      if (!entry.word.empty()) list.topics[k].words.push_back(std::move(entry.word));
    }
  }
  return list;
}

std::vector<size_t> all_columns(size_t count) {
  std::vector<size_t> columns(count);
  for (size_t c = 0; c < count; ++c) columns[c] = c;
  return columns;
}

}  // namespace

std::optional<TopicList> parse_topic_table(std::string_view text, const std::string& wanted) {
  const Records records = records_of(text);
  if (records.size() < 2) return std::nullopt;
  const Header header(records[0]);
  const bool automatic = wanted == "auto";
  const size_t none = header.size();
  const size_t words = header.column(kWordLists);
  if (words != none && (automatic || wanted == "rows"))
    return read_word_lists(records, words, header.column(kTopics));
  const size_t word = header.column(kWords);
  const size_t topic = header.column(kTopics);
  if (word != none && topic != none && (automatic || wanted == "long"))
    return read_long(records, topic, word, header.column(kWeights));
  const std::vector<size_t> topics = header.numbered(kTopicPrefixes);
  if (!topics.empty() && automatic) return read_columns(records, topics);
  const std::vector<size_t> ranks = header.numbered(kWordPrefixes);
  if (!ranks.empty() && automatic) return read_rows(records, ranks);
  // The user says what the header does not.
  if (wanted == "columns") return read_columns(records, topics.empty() ? all_columns(none) : topics);
  if (wanted == "rows") return read_rows(records, ranks.empty() ? all_columns(none) : ranks);
  return std::nullopt;
}

}  // namespace theta::engine
