#include "export/tables.h"

namespace theta::exports {
namespace {

std::vector<Column> document_columns(const ExportSource& source, bool texts) {
  std::vector<Column> columns = {{"row", 8}};
  if (source.has_pieces) columns.push_back({"piece", 7});
  columns.insert(columns.end(), {{"file", 20}, {"id", 14}, {"time", 12}, {"label", 16}});
  for (const std::string& group : source.group_columns) columns.push_back({group, 16});
  columns.push_back({"part", 7});
  columns.push_back({"tokens", 8});
  columns.push_back({"main_topic", 11});
  columns.push_back({"main_name", 32});
  columns.push_back({"main_weight", 12});
  if (texts) columns.push_back({"text", 80});
  for (const auto& topic : source.view.topics) {
    columns.push_back({fmt::format("topic_{}", topic.topic_id), 10});
  }
  return columns;
}

}  // namespace

Status write_documents(const ExportSource& source, bool texts, const Walk& walk, TableWriter& out) {
  THETA_RETURN_IF_ERROR(out.begin("documents", document_columns(source, texts)));
  std::vector<Cell> cells;
  const TakeDocument take = [&](size_t d, const DocumentRow& row) {
    const uint32_t main = main_topic(source, d);
    const auto weights = source.view.theta.row_span(d);
    cells.clear();
    cells.emplace_back(row.row);
    if (source.has_pieces) cells.emplace_back(row.piece);
    for (const std::string* const text : {&row.file, &row.id, &row.time, &row.label})
      cells.emplace_back(*text);
    for (const std::string& group : row.groups) cells.emplace_back(group);
    cells.emplace_back(row.part);
    cells.emplace_back(row.tokens);
    cells.emplace_back(uint64_t{source.view.topics[main].topic_id});
    cells.emplace_back(source.view.topics[main].name);
    cells.emplace_back(Weight{weights[main]});
    if (texts) cells.emplace_back(row.text);
    for (const float weight : weights) cells.emplace_back(Weight{weight});
    return out.row(cells);
  };
  THETA_RETURN_IF_ERROR(texts ? for_each_text(source, walk, take) : for_each_row(source, walk, take));
  return out.end();
}

Status write_document_topics(const ExportSource& source, double least_weight, const Walk& walk,
                             TableWriter& out) {
  std::vector<Column> columns = {{"row", 8}};
  if (source.has_pieces) columns.push_back({"piece", 7});
  columns.insert(columns.end(), {{"file", 20}, {"topic_id", 9}, {"weight", 10}});
  THETA_RETURN_IF_ERROR(out.begin("doc_topics", columns));
  std::vector<Cell> cells;
  const TakeDocument take = [&](size_t d, const DocumentRow& row) -> Status {
    for (size_t k = 0; k < source.topics(); ++k) {
      const double weight = source.view.theta(d, k);
      if (weight < least_weight) continue;
      cells = {row.row};
      if (source.has_pieces) cells.emplace_back(row.piece);
      cells.insert(cells.end(), {row.file, uint64_t{source.view.topics[k].topic_id}, Weight{weight}});
      THETA_RETURN_IF_ERROR(out.row(cells));
    }
    return {};
  };
  THETA_RETURN_IF_ERROR(for_each_row(source, walk, take));
  return out.end();
}

}  // namespace theta::exports
