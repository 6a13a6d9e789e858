#include "survey/text_rows.h"

#include <algorithm>
#include <utility>

#include "corpus/corpus.h"
#include "corpus/date_column.h"
#include "corpus/time_slices.h"
#include "survey/cut_text.h"
#include "survey/length_histogram.h"
#include "survey/line_pages.h"
#include "survey/survey_files.h"
#include "survey/value_counts.h"

namespace theta::survey {
namespace {

using formats::Json;

constexpr size_t kCellCharacters = 1000;  // of cells beside the text

std::string cell(const std::string& text) {
  return std::string(first_characters(text, kCellCharacters));
}

Json row_json(const corpus::Document& document) {
  Json groups = Json::array();
  for (const std::string& group : document.groups) groups.push_back(cell(group));
  return {{"row", document.row},
          {"piece", document.piece},
          {"file", document.file},
          {"id", cell(document.id)},
          {"time", cell(document.time)},
          {"label", cell(document.label)},
          {"groups", std::move(groups)},
          {"language", document.language},
          {"text", first_characters(document.text, kMostCharacters)},
          {"characters", count_characters(document.text)}};
}

Json time_json(const std::string& corpus_folder) {
  const Result<corpus::DateColumn> column = corpus::read_date_column(corpus_folder);
  if (!column.ok()) return nullptr;
  const std::vector<std::optional<corpus::Date>>& dates = column.value().dates;
  std::optional<corpus::Date> first;
  std::optional<corpus::Date> last;
  uint64_t dated = 0;
  for (const std::optional<corpus::Date>& date : dates) {
    if (!date.has_value()) continue;
    ++dated;
    if (!first || date->days < first->days) first = date;
    if (!last || date->days > last->days) last = date;
  }
  Json json = {{"bin", Json()},
               {"first", first ? Json(corpus::iso_text(*first)) : Json()},
               {"last", last ? Json(corpus::iso_text(*last)) : Json()},
               {"dated", dated},
               {"undated", dates.size() - dated},
               {"slices", Json::array()}};
  const Result<corpus::TimeSlices> cut = corpus::cut_time(dates, {});
  if (!cut.ok()) return json;
  std::vector<uint64_t> counts(cut.value().slices.size());
  for (const uint32_t slice : cut.value().of_document) {
    if (slice != corpus::TimeSlices::kNoSlice) ++counts[slice];
  }
  json["bin"] = corpus::time_bin_name(cut.value().bin);
  for (size_t t = 0; t < counts.size(); ++t)
    json["slices"].push_back({{"label", cut.value().slices[t].label}, {"documents", counts[t]}});
  return json;
}

}  // namespace

Result<DocumentFacts> write_text_rows(const std::string& corpus_folder, const Json& info,
                                      const std::string& rows) {
  THETA_ASSIGN(LinePagesWriter pages, LinePagesWriter::create(rows));
  const auto group_columns = info.value("group_columns", std::vector<std::string>());
  const Json label_column = info.value("label_column", Json());
  std::vector<ValueCounts> groups(group_columns.size());
  ValueCounts labels;
  std::vector<uint32_t> characters;
  Status written;
  THETA_RETURN_IF_ERROR(corpus::for_each_document(corpus_folder, [&](size_t, corpus::Document document) {
    if (!written.ok()) return;
    const size_t length = count_characters(document.text);
    characters.push_back(static_cast<uint32_t>(std::min<size_t>(length, UINT32_MAX)));
    for (size_t i = 0; i < groups.size() && i < document.groups.size(); ++i)
      groups[i].add(document.groups[i]);
    if (label_column.is_string()) labels.add(document.label);
    written = pages.add(document.row, formats::json_line(row_json(document)) + "\n");
  }));
  THETA_RETURN_IF_ERROR(std::move(written));
  THETA_RETURN_IF_ERROR(pages.close());
  DocumentFacts facts;
  facts.characters = length_histogram(std::move(characters));
  facts.groups = Json::array();
  for (size_t i = 0; i < groups.size(); ++i) facts.groups.push_back(groups[i].json(group_columns[i]));
  if (label_column.is_string()) facts.label = labels.json(label_column.get<std::string>());
  if (info.value("time_column", Json()).is_string()) facts.time = time_json(corpus_folder);
  return facts;
}

}  // namespace theta::survey
