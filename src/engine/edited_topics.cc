#include "engine/edited_topics.h"

#include <algorithm>
#include <iterator>

#include "base/assert.h"
#include "base/files.h"
#include "engine/model_files.h"
#include "text/utf8.h"

namespace theta::engine {
namespace {

constexpr size_t kLongestName = 120;  // characters; longer ones are descriptions, and break every table

// Where the topic is in the list, or why it is not there.
Result<size_t> place_of(const EditedTopics& state, uint32_t topic_id) {
  for (size_t i = 0; i < state.topics.size(); ++i) {
    const EditedTopic& topic = state.topics[i];
    if (topic.topic_id == topic_id) return i;
    if (std::binary_search(topic.members.begin(), topic.members.end(), topic_id)) {
      return not_found("topic {} was merged into topic {}; name that one, or undo the merge", topic_id,
                       topic.topic_id);
    }
  }
  uint32_t last = 0;
  for (const EditedTopic& topic : state.topics) last = std::max(last, topic.members.back());
  return not_found("topic {}: there is no such topic; the model has the topics 0 to {}", topic_id, last);
}

// The places of several topics, each named once.
Result<std::vector<size_t>> places_of(const EditedTopics& state, const std::vector<uint32_t>& topic_ids) {
  std::vector<size_t> places;
  for (const uint32_t topic_id : topic_ids) {
    THETA_ASSIGN(const size_t place, place_of(state, topic_id));
    if (std::find(places.begin(), places.end(), place) != places.end()) {
      return usage_error("topic {} is named twice", topic_id);
    }
    places.push_back(place);
  }
  return places;
}

// A line break of any kind, or another control character.
bool breaks_line(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

Status check_name(const std::string& name) {
  if (text::valid_utf8_prefix(name) != name.size()) return usage_error("the name of a topic must be UTF-8");
  size_t length = 0;
  bool blank = true;  // whether the last character is one, or there is none
  for (const char* p = name.data(); p < name.data() + name.size(); ++length) {
    const char32_t c = text::next_code_point(p);
    if (breaks_line(c)) return usage_error("the name of a topic must be one line without control characters");
    blank = c == ' ' || c == 0xA0 || c == 0x3000;
    if (blank && length == 0) break;
  }
  if (blank && !name.empty()) return usage_error("the name of a topic must not begin or end with a blank");
  if (length > kLongestName) {
    return usage_error("the name has {} characters; {} is the most", length, kLongestName);
  }
  return {};
}

Status rename(const Edit& edit, EditedTopics& state) {
  if (edit.topics.size() != 1) return usage_error("one topic can be renamed at a time");
  THETA_ASSIGN(const size_t place, place_of(state, edit.topics[0]));
  THETA_RETURN_IF_ERROR(check_name(edit.name));
  EditedTopic& topic = state.topics[place];
  if (topic.name == edit.name) {
    return edit.name.empty() ? usage_error("topic {} has no name to take back", topic.topic_id)
                             : usage_error("topic {} has that name already", topic.topic_id);
  }
  topic.name = edit.name;
  return {};
}

// The first topic named keeps its number. The name is that of the first one named which has a person's name.
// The result is hidden only when all were.
Status merge(const Edit& edit, EditedTopics& state) {
  THETA_ASSIGN(std::vector<size_t> places, places_of(state, edit.topics));
  if (places.size() < 2) return usage_error("a merge needs two topics or more");
  EditedTopic merged;
  merged.topic_id = edit.topics[0];
  merged.hidden = true;
  for (const size_t place : places) {
    const EditedTopic& topic = state.topics[place];
    if (merged.name.empty()) merged.name = topic.name;
    merged.hidden = merged.hidden && topic.hidden;
    merged.members.insert(merged.members.end(), topic.members.begin(), topic.members.end());
  }
  std::sort(merged.members.begin(), merged.members.end());
  state.topics[places[0]] = std::move(merged);
  std::sort(places.begin() + 1, places.end(), std::greater<>());
  for (size_t i = 1; i < places.size(); ++i) {
    state.topics.erase(state.topics.begin() + static_cast<std::ptrdiff_t>(places[i]));
  }
  return {};
}

Status set_hidden(const Edit& edit, bool hidden, EditedTopics& state) {
  THETA_ASSIGN(const std::vector<size_t> places, places_of(state, edit.topics));
  if (places.empty()) return usage_error("name a topic to {}", hidden ? "hide" : "show");
  for (const size_t place : places) {
    if (state.topics[place].hidden != hidden) continue;
    return usage_error("topic {} is {} already", state.topics[place].topic_id, hidden ? "hidden" : "visible");
  }
  const auto visible = std::count_if(state.topics.begin(), state.topics.end(),
                                     [](const EditedTopic& topic) { return !topic.hidden; });
  if (hidden && static_cast<size_t>(visible) == places.size()) {
    return usage_error("every topic would be hidden; one must stay visible");
  }
  for (const size_t place : places) state.topics[place].hidden = hidden;
  return {};
}

Status set_stop_words(const Edit& edit, bool stop, EditedTopics& state) {
  if (edit.words.empty()) return usage_error("name a word");
  std::set<std::string> changed;
  for (const std::string& word : edit.words) {
    if (!changed.insert(word).second) return usage_error("the word \"{}\" is named twice", word);
    if (state.stop_words.contains(word) == stop) {
      return usage_error("\"{}\" is {} stop word{}", word, stop ? "a" : "no",
                         stop ? " already" : " of this model");
    }
  }
  if (stop) {
    state.stop_words.merge(changed);
  } else {
    for (const std::string& word : changed) state.stop_words.erase(word);
  }
  return {};
}

}  // namespace

EditedTopics unedited_topics(size_t num_topics) {
  EditedTopics state;
  for (uint32_t k = 0; k < num_topics; ++k) state.topics.push_back({k, "", false, {k}});
  return state;
}

Status apply_edit(const Edit& edit, EditedTopics& state) {
  switch (edit.kind) {
    case EditKind::kRename:
      return rename(edit, state);
    case EditKind::kMerge:
      return merge(edit, state);
    case EditKind::kHide:
    case EditKind::kShow:
      return set_hidden(edit, edit.kind == EditKind::kHide, state);
    case EditKind::kStopWords:
    case EditKind::kAllowWords:
      return set_stop_words(edit, edit.kind == EditKind::kStopWords, state);
    case EditKind::kUndo:
    case EditKind::kRedo:
      break;
  }
  THETA_ASSERT(false);
}

Result<EditedTopics> apply_edits(const Edits& edits, size_t num_topics, const std::string& model_folder) {
  EditedTopics state = unedited_topics(num_topics);
  for (const size_t line : edits.in_force) {
    const Status applied = apply_edit(edits.lines[line], state);
    if (applied.ok()) continue;
    return bad_input("{}, line {}: {}", join_path(model_folder, kEditsFile), line + 1,
                     applied.error().message);
  }
  return state;
}

}  // namespace theta::engine
