#include "engine/edit.h"

#include <algorithm>
#include <array>
#include <optional>

namespace theta::engine {
namespace {

using formats::Json;

struct KindFields {
  EditKind kind;
  std::string_view name;
  std::vector<std::string_view> fields;  // beside edit_id, created_at and kind
};

const std::array<KindFields, 8>& kinds() {
  static const std::array<KindFields, 8> all = {{{EditKind::kRename, "rename", {"topic_id", "name"}},
                                                 {EditKind::kMerge, "merge", {"topics"}},
                                                 {EditKind::kHide, "hide", {"topics"}},
                                                 {EditKind::kShow, "show", {"topics"}},
                                                 {EditKind::kStopWords, "stop_words", {"words"}},
                                                 {EditKind::kAllowWords, "allow_words", {"words"}},
                                                 {EditKind::kUndo, "undo", {"target"}},
                                                 {EditKind::kRedo, "redo", {"target"}}}};
  return all;
}

const KindFields& fields_of(EditKind kind) {
  return kinds()[static_cast<size_t>(kind)];
}

Error newer(const std::string& where, std::string_view what) {
  return make_error(ErrorKind::kUnsupported,
                    "{}: {}; a newer release wrote it, and this one cannot follow it", where, what);
}

// Numbers must be what they are read as: at() alone would turn -1 and 1.5 into topics.
template <typename Number>
bool read_number(const Json& value, Number& number) {
  if (!value.is_number_unsigned() || value.get<uint64_t>() > Number(-1)) return false;
  number = value.get<Number>();
  return true;
}

bool read_field(const Json& value, std::string_view field, Edit& edit) {
  if (field == "topic_id") return read_number(value, edit.topics.emplace_back());
  if (field == "target") return read_number(value, edit.target);
  if (field == "name") {
    if (value.is_string()) edit.name = value.get<std::string>();
    return value.is_string();
  }
  if (!value.is_array()) return false;
  return std::all_of(value.begin(), value.end(), [&](const Json& element) {
    if (field == "topics") return read_number(element, edit.topics.emplace_back());
    if (element.is_string()) edit.words.push_back(element.get<std::string>());
    return element.is_string();
  });
}

template <typename T>
std::string listed(const std::vector<T>& values) {
  std::string text;
  for (size_t i = 0; i < values.size(); ++i) {
    text += i == 0 ? "" : i + 1 == values.size() ? " and " : ", ";
    if constexpr (std::is_same_v<T, std::string>) {
      text += "\"" + values[i] + "\"";
    } else {
      text += std::to_string(values[i]);
    }
  }
  return text;
}

}  // namespace

std::string_view edit_kind_name(EditKind kind) {
  return fields_of(kind).name;
}

Json edit_json(const Edit& edit) {
  Json json = {
      {"edit_id", edit.edit_id}, {"created_at", edit.created_at}, {"kind", fields_of(edit.kind).name}};
  for (const std::string_view field : fields_of(edit.kind).fields) {
    Json& value = json[std::string(field)];
    if (field == "topic_id") value = edit.topics.at(0);
    if (field == "topics") value = edit.topics;
    if (field == "name") value = edit.name;
    if (field == "words") value = edit.words;
    if (field == "target") value = edit.target;
  }
  return json;
}

Result<Edit> parse_edit(std::string_view line, const std::string& where) {
  THETA_ASSIGN(const Json json, formats::parse_json(line, where));
  if (!json.is_object() || !json.contains("kind") || !json.at("kind").is_string()) {
    return bad_input("{}: not an edit", where);
  }
  const auto& kind_name = json.at("kind").get_ref<const std::string&>();
  const auto known = std::find_if(kinds().begin(), kinds().end(),
                                  [&kind_name](const KindFields& kind) { return kind.name == kind_name; });
  if (known == kinds().end())
    return newer(where, fmt::format("an edit of the unknown kind \"{}\"", kind_name));
  Edit edit;
  edit.kind = known->kind;
  for (const auto& [field, value] : json.items()) {
    bool fits = true;
    if (field == "edit_id") {
      fits = read_number(value, edit.edit_id);
    } else if (field == "created_at") {
      fits = value.is_string();
      if (fits) edit.created_at = value.get<std::string>();
    } else if (std::find(known->fields.begin(), known->fields.end(), field) != known->fields.end()) {
      fits = read_field(value, field, edit);
    } else if (field != "kind") {
      return newer(where, fmt::format("the field \"{}\" of a {} is unknown", field, kind_name));
    }
    if (!fits) return bad_input("{}: the field \"{}\" has a wrong value", where, field);
  }
  for (const std::string_view field : known->fields) {
    if (!json.contains(field)) return bad_input("{}: the field \"{}\" is missing", where, field);
  }
  return edit;
}

std::string describe_edit(const Edit& edit) {
  const char* const topics = edit.topics.size() == 1 ? "topic" : "topics";
  switch (edit.kind) {
    case EditKind::kRename:
      return edit.name.empty() ? fmt::format("take the name of topic {} back", edit.topics[0])
                               : fmt::format("rename topic {} to \"{}\"", edit.topics[0], edit.name);
    case EditKind::kMerge:
      return fmt::format("merge topics {}", listed(edit.topics));
    case EditKind::kHide:
      return fmt::format("hide {} {}", topics, listed(edit.topics));
    case EditKind::kShow:
      return fmt::format("show {} {}", topics, listed(edit.topics));
    case EditKind::kStopWords:
      return fmt::format("take out the stop {} {}", edit.words.size() == 1 ? "word" : "words",
                         listed(edit.words));
    case EditKind::kAllowWords:
      return fmt::format("take back the stop {} {}", edit.words.size() == 1 ? "word" : "words",
                         listed(edit.words));
    case EditKind::kUndo:
      return fmt::format("undo edit {}", edit.target);
    case EditKind::kRedo:
      return fmt::format("redo edit {}", edit.target);
  }
  return {};
}

}  // namespace theta::engine
