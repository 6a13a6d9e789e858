#include <algorithm>

#include "engine/topic_list_formats.h"

namespace theta::engine {
namespace {

using formats::Json;

// "word", ["word", 0.1] or {"word": "word", ...}; empty when it is none of these.
std::string word_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array() && !json.empty() && json[0].is_string()) return json[0].get<std::string>();
  for (const char* const key : {"word", "term", "token"}) {
    if (json.is_object() && json.contains(key) && json[key].is_string()) return json[key].get<std::string>();
  }
  return {};
}

// A list of words, or a line of them; false when it is neither.
bool read_words(const Json& json, std::vector<std::string>& words) {
  if (json.is_string()) {
    words = words_of_line(json.get<std::string>());
    return true;
  }
  if (!json.is_array()) return false;
  for (const Json& item : json) {
    std::string word = word_of(item);
    if (word.empty()) return false;
    words.push_back(std::move(word));
  }
  return true;
}

std::string name_of(const Json& topic) {
  for (const char* const key : {"name", "label", "topic_id", "topic", "id"}) {
    const auto field = topic.find(key);
    if (field == topic.end()) continue;
    if (field->is_string()) return field->get<std::string>();
    if (field->is_number_integer()) return std::to_string(field->get<int64_t>());
  }
  return {};
}

bool read_topic(const Json& json, ListedTopic& topic) {
  if (json.is_object()) {
    topic.name = name_of(json);
    for (const char* const key : {"words", "top_words", "terms", "keywords", "representation"}) {
      if (json.contains(key)) return read_words(json[key], topic.words);
    }
    return false;
  }
  // gensim's show_topics(): [number, words]
  if (json.is_array() && json.size() == 2 && json[0].is_number_integer()) {
    topic.name = std::to_string(json[0].get<int64_t>());
    return read_words(json[1], topic.words);
  }
  return read_words(json, topic.words);
}

// ["one", "topic"] and not ["lines of", "several topics"].
bool is_one_topic(const Json& json) {
  return json.is_array() && !json.empty() && std::all_of(json.begin(), json.end(), [](const Json& item) {
           return item.is_string() && words_of_line(item.get<std::string>()).size() == 1;
         });
}

Result<TopicList> read_topics(const Json& json, const std::string& file) {
  TopicList list{"json", "the file is JSON", {}};
  if (is_one_topic(json)) return read_topics(Json::array({json}), file);
  const Json& topics = json.is_object() && json.contains("topics") ? json["topics"] : json;
  if (!topics.is_array() && !topics.is_object())
    return bad_input("{}: is JSON, but neither a list of topics nor an object with \"topics\"", file);
  for (const auto& [key, value] : topics.items()) {
    ListedTopic topic;
    topic.where = fmt::format("topic {}", key);
    if (topics.is_object()) topic.name = key;
    if (!read_topic(value, topic)) return bad_input("{}, {}: is not a list of words", file, topic.where);
    list.topics.push_back(std::move(topic));
  }
  return list;
}

// [['a', 'b'], ['c', 'd']] as Python prints it, in JSON's marks.
std::string with_json_marks(std::string_view text) {
  std::string json(text);
  if (text.find('"') != std::string_view::npos) return json;
  std::replace(json.begin(), json.end(), '\'', '"');
  std::replace(json.begin(), json.end(), '(', '[');
  std::replace(json.begin(), json.end(), ')', ']');
  return json;
}

}  // namespace

Result<std::optional<TopicList>> parse_topic_json(std::string_view text, const std::string& file) {
  const std::string_view content = trimmed(text);
  if (!content.starts_with('[') && !content.starts_with('{')) return std::optional<TopicList>();
  Result<Json> whole = formats::parse_json(content, file);
  if (!whole.ok() && content.starts_with("[[")) whole = formats::parse_json(with_json_marks(content), file);
  Json lines = Json::array();
  if (!whole.ok()) {  // perhaps one value per line; else lines in brackets, or broken JSON
    for (const NumberedLine& line : lines_of(content)) {
      Result<Json> value = formats::parse_json(line.text, fmt::format("{}, line {}", file, line.number));
      if (!value.ok()) {
        if (content.starts_with('{')) return whole.error();
        return std::optional<TopicList>();
      }
      lines.push_back(std::move(value).value());
    }
  }
  THETA_ASSIGN(TopicList list, read_topics(whole.ok() ? whole.value() : lines, file));
  return std::optional<TopicList>(std::move(list));
}

}  // namespace theta::engine
