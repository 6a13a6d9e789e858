#include "export/dfr_export.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/files.h"
#include "corpus/dates.h"
#include "eval/top_words.h"
#include "export/apportion.h"
#include "export/dfr_info.h"
#include "export/dirichlet.h"
#include "formats/csv.h"
#include "formats/json.h"
#include "report/topic_map.h"

namespace theta::exports {
namespace {

using formats::Json;

constexpr size_t kTitleCharacters = 80;

Status write_topic_words(const ExportSource& source, size_t top_words, const std::string& path) {
  const auto top = eval::top_words(source.view.beta, top_words);
  const double tokens = total_tokens(source);
  const std::vector<double> shares = topic_shares(source);
  Json topics = Json::array();
  for (size_t k = 0; k < source.topics(); ++k) {
    Json words = Json::array();
    Json weights = Json::array();
    for (const uint32_t word : top[k]) {
      words.push_back(source.view.vocabulary[word]);
      // Expected uses in the topic.
      weights.push_back(std::round(100 * tokens * shares[k] * source.view.beta(k, word)) / 100);
    }
    topics.push_back({{"words", std::move(words)}, {"weights", std::move(weights)}});
  }
  THETA_ASSIGN(const DirichletPriors priors, dirichlet_priors(source));
  const Json data = {{"alpha", priors.alpha}, {"tw", std::move(topics)}};
  return write_file_atomic(path, formats::json_line(data) + "\n");
}

Status write_places(const ExportSource& source, const std::string& path) {
  std::string lines;
  for (const report::Point& point :
       report::classical_scaling(report::jensen_shannon_distances(source.view.beta))) {
    lines += fmt::format("{:.6g},{:.6g}\n", point.x, point.y);
  }
  return write_file_atomic(path, lines);
}

// The first line of the text, cut at a character's border.
std::string title_of(const DocumentRow& row) {
  const std::string_view line = std::string_view(row.text).substr(0, row.text.find('\n'));
  if (line.empty()) return document_name(row);
  size_t characters = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
    if (starts && ++characters > kTitleCharacters) return std::string(line.substr(0, i)) + "…";
  }
  return std::string(line);
}

std::string date_of(const DocumentRow& row) {
  const std::optional<corpus::Date> date = corpus::parse_date(row.time);
  return date.has_value() ? corpus::iso_text(*date) : std::string();
}

std::string meta_line(const ExportSource& source, const DocumentRow& row) {
  // The browser opens a document without a date at no place in time; it must be empty, not our guess.
  std::vector<std::string> cells = {
      document_name(row),      title_of(row), "",       row.label, "", "", date_of(row), "",
      std::to_string(row.row), row.file,      row.label};
  if (source.has_pieces) cells.push_back(std::to_string(row.piece));
  cells.insert(cells.end(), row.groups.begin(), row.groups.end());
  return formats::csv_line(cells);
}

/// The documents of each topic with their tokens in it.
struct TopicColumns {
  std::vector<std::vector<uint32_t>> documents;  // [K]
  std::vector<std::vector<uint32_t>> tokens;     // [K], as documents
};

// Writes an array of numbers column by column; a JSON tree of them would take many times the memory.
Status write_numbers(FileWriter& file, const std::vector<std::vector<uint32_t>>& columns) {
  std::string text = "[";
  bool first = true;
  for (const auto& column : columns) {
    for (const uint32_t number : column) {
      fmt::format_to(std::back_inserter(text), "{}{}", first ? "" : ",", number);
      first = false;
    }
    THETA_RETURN_IF_ERROR(file.write(text));
    text.clear();
  }
  return file.write("]");
}

Status write_columns(const TopicColumns& columns, const std::string& path) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  std::string ends = "0";
  size_t end = 0;
  for (const auto& column : columns.documents) ends += fmt::format(",{}", end += column.size());
  THETA_RETURN_IF_ERROR(file.write("{\"i\":"));
  THETA_RETURN_IF_ERROR(write_numbers(file, columns.documents));
  THETA_RETURN_IF_ERROR(file.write(",\"p\":[" + ends + "],\"x\":"));
  THETA_RETURN_IF_ERROR(write_numbers(file, columns.tokens));
  THETA_RETURN_IF_ERROR(file.write("}\n"));
  return file.close();
}

}  // namespace

Status write_dfr(const ExportSource& source, size_t top_words, const Walk& walk, const std::string& folder) {
  TopicColumns columns{std::vector<std::vector<uint32_t>>(source.topics()),
                       std::vector<std::vector<uint32_t>>(source.topics())};
  DfrInfo info(source);
  THETA_ASSIGN(FileWriter meta, FileWriter::create(join_path(folder, "meta.csv")));
  const TakeDocument take = [&](size_t d, const DocumentRow& row) {
    const auto tokens = largest_remainders(document_shares(source, d), row.tokens);
    for (size_t k = 0; k < tokens.size(); ++k) {
      if (tokens[k] == 0) continue;
      columns.documents[k].push_back(static_cast<uint32_t>(d));
      columns.tokens[k].push_back(static_cast<uint32_t>(tokens[k]));
    }
    info.see(row);
    return meta.write(meta_line(source, row));
  };
  const bool texts = source.corpus.has_value();
  THETA_RETURN_IF_ERROR(texts ? for_each_text(source, walk, take) : for_each_row(source, walk, take));
  THETA_RETURN_IF_ERROR(meta.close());
  THETA_RETURN_IF_ERROR(write_columns(columns, join_path(folder, "dt.json")));
  THETA_RETURN_IF_ERROR(write_topic_words(source, top_words, join_path(folder, "tw.json")));
  THETA_RETURN_IF_ERROR(write_places(source, join_path(folder, "topic_scaled.csv")));
  return formats::write_json(join_path(folder, "info.json"), info.json());
}

}  // namespace theta::exports
