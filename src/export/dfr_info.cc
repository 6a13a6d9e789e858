#include "export/dfr_info.h"

#include <algorithm>
#include <array>

#include "corpus/dates.h"
#include "formats/markup.h"

namespace theta::exports {
namespace {

using formats::Json;

// Names that the browser gives to the columns before the groups.
bool is_taken(std::string_view name) {
  constexpr std::array<std::string_view, 12> kNames = {"doi",    "title", "authors", "journal",
                                                       "volume", "issue", "date",    "pagerange",
                                                       "row",    "file",  "label",   "piece"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string group_field(const std::string& column) {
  return is_taken(column) ? "group_" + column : column;
}

Json ordinal(const std::string& field) {
  return {{"type", "ordinal"}, {"name", field}, {"spec", {{"field", field}}}};
}

}  // namespace

void DfrInfo::see(const DocumentRow& row) {
  date_in_all_ = date_in_all_ && corpus::parse_date(row.time).has_value();
  label_in_all_ = label_in_all_ && !row.label.empty();
  for (size_t g = 0; g < group_in_all_.size(); ++g)
    group_in_all_[g] = group_in_all_[g] && !row.groups[g].empty();
}

Json DfrInfo::condition() const {
  if (date_in_all_) {
    return {{"type", "time"}, {"name", "year"}, {"spec", {{"field", "date"}, {"unit", "year"}, {"n", 1}}}};
  }
  if (label_in_all_) return ordinal("label");
  for (size_t g = 0; g < group_in_all_.size(); ++g) {
    if (group_in_all_[g]) return ordinal(group_field(source_.group_columns[g]));
  }
  return ordinal("file");
}

Json DfrInfo::json() const {
  const Json& manifest = source_.view.manifest;
  const std::string title = manifest.value("corpus", Json::object()).value("source", "THETA");
  Json labels = Json::object();
  Json ids = Json::array();
  Json hidden = Json::array();
  for (size_t k = 0; k < source_.topics(); ++k) {
    const engine::TopicView& topic = source_.view.topics[k];
    // The browser would call the topics 1, 2, ...; ours keep the numbers that they have everywhere.
    labels[std::to_string(k + 1)] = topic.renamed ? fmt::format("{} {}", topic.topic_id, topic.name)
                                                  : fmt::format("Topic {}", topic.topic_id);
    ids.push_back(topic.topic_id);
    if (topic.hidden) hidden.push_back(k + 1);
  }
  Json fields = {"row", "file", "label"};
  if (source_.has_pieces) fields.push_back("piece");
  for (const std::string& group : source_.group_columns) fields.push_back(group_field(group));
  const Json files = {{"info", "data/info.json"},
                      {"meta", "data/meta.csv"},
                      {"dt", "data/dt.json"},
                      {"tw", "data/tw.json"},
                      {"topic_scaled", "data/topic_scaled.csv"}};
  const std::string about =
      fmt::format("<p>{} topics of {} documents from <em>{}</em>, found by THETA {}.</p>", source_.topics(),
                  source_.documents(), formats::escaped_markup(title), manifest.value("program_version", ""));
  const Json vis = {
      {"files", files},           {"metadata", {{"type", "dfr"}, {"spec", {{"extra_fields", fields}}}}},
      {"condition", condition()}, {"topic_labels", labels},
      {"topic_ids", ids},         {"hidden_topics", hidden}};
  // 0.8.1 finds files by other names only when they are told here, too, under its own id for a model that is
  // alone; versions before it look for the labels beside VIS.
  const Json models = Json::array({{{"id", "__SINGLE__"}, {"files", files}}});
  return {{"title", title}, {"meta_info", about}, {"models", models}, {"VIS", vis}, {"topic_labels", labels}};
}

}  // namespace theta::exports
