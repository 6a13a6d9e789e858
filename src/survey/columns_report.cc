#include "survey/columns_report.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/spelling.h"
#include "corpus/column_profile.h"
#include "corpus/column_roles.h"
#include "corpus/date_column.h"
#include "corpus/line_rows.h"
#include "survey/cut_text.h"
#include "survey/date_format.h"

namespace theta::survey {
namespace {

using corpus::ColumnRole;
using formats::Json;

constexpr size_t kSampleRows = 2000;
constexpr size_t kSampleBytes = size_t{8} << 20;
constexpr size_t kCellsShown = 5;
constexpr size_t kCellCharacters = 200;
constexpr size_t kMostColumns = 1000;

Result<std::vector<corpus::Row>> read_sample(corpus::RowReader& reader, const std::string& source) {
  std::vector<corpus::Row> sample;
  size_t bytes = 0;
  while (sample.size() < kSampleRows && bytes < kSampleBytes) {
    corpus::Row row;
    THETA_ASSIGN(const bool more, reader.next(row));
    if (!more) break;
    for (const std::string& cell : row.cells) bytes += cell.size();
    sample.push_back(std::move(row));
  }
  if (sample.empty()) return bad_input("{}: holds no rows", source);
  if (reader.columns().size() > kMostColumns)
    return bad_input("{}: has {} columns; {} are the most", source, reader.columns().size(), kMostColumns);
  return sample;
}

/// The user's choice as far as the header allows it, and what is wrong with the rest.
class CheckedChoice {
 public:
  CheckedChoice(const corpus::ColumnChoice& choice, const std::vector<std::string>& columns)
      : columns_(columns) {
    for (const std::string& name : choice.text) take("text_column", name, choice_.text);
    take_one("time_column", choice.time, choice_.time);
    take_one("label_column", choice.label, choice_.label);
    take_one("id_column", choice.id, choice_.id);
    for (const std::string& name : choice.groups) take("group_column", name, choice_.groups);
    choice_.guess = choice.guess;
  }

  const corpus::ColumnChoice& choice() const { return choice_; }
  Json& problems() { return problems_; }

 private:
  bool is_usable(const char* field, const std::string& name) {
    if (std::find(columns_.begin(), columns_.end(), name) == columns_.end()) {
      problems_.push_back({{"field", field},
                           {"message", fmt::format("{}: there is no column \"{}\"{}", field, name,
                                                   did_you_mean(name, columns_))}});
      return false;
    }
    const auto before =
        std::find_if(taken_.begin(), taken_.end(), [&](const auto& entry) { return entry.first == name; });
    if (before != taken_.end()) {
      problems_.push_back({{"field", field},
                           {"message", fmt::format("{}: column \"{}\" is named as {} already", field, name,
                                                   before->second)}});
      return false;
    }
    taken_.emplace_back(name, field);
    return true;
  }
  void take(const char* field, const std::string& name, std::vector<std::string>& to) {
    if (is_usable(field, name)) to.push_back(name);
  }
  void take_one(const char* field, const std::string& name, std::string& to) {
    if (!name.empty() && is_usable(field, name)) to = name;
  }

  const std::vector<std::string>& columns_;
  corpus::ColumnChoice choice_;
  std::vector<std::pair<std::string, std::string>> taken_;
  Json problems_ = Json::array();
};

// The roles; every column unused, with the reason in `problem`, where nothing can be chosen.
std::vector<ColumnRole> roles_of(const std::vector<std::string>& columns,
                                 const std::vector<corpus::Row>& sample, const corpus::ColumnChoice& choice,
                                 std::string& problem) {
  auto roles = corpus::choose_roles(columns, sample, choice);
  if (roles.ok()) return std::move(roles).value();
  problem = roles.error().message;
  std::vector<ColumnRole> unused;
  for (const std::string& name : columns) unused.push_back({name, corpus::Role::kUnused, 0, problem});
  return unused;
}

Json role_json(const ColumnRole& role) {
  return {{"role", corpus::role_name(role.role)}, {"confidence", role.confidence}, {"reason", role.reason}};
}

// The first cells that differ and hold something.
Json sample_cells(const std::vector<corpus::Row>& sample, size_t column) {
  std::vector<std::string_view> shown;
  for (const corpus::Row& row : sample) {
    if (shown.size() == kCellsShown) break;
    if (column >= row.cells.size() || corpus::is_blank(row.cells[column])) continue;
    const std::string_view cell = first_characters(row.cells[column], kCellCharacters);
    if (std::find(shown.begin(), shown.end(), cell) == shown.end()) shown.push_back(cell);
  }
  return shown;
}

Json time_json(const std::vector<corpus::Row>& sample, size_t column, const std::string& name) {
  std::vector<std::string> cells;
  for (const corpus::Row& row : sample)
    cells.push_back(column < row.cells.size() ? row.cells[column] : std::string());
  const std::vector<std::optional<corpus::Date>> dates = corpus::parse_dates(cells);
  std::optional<corpus::Date> first;
  std::optional<corpus::Date> last;
  corpus::DateTally tally;
  const int32_t today = corpus::DateTally::today();
  for (size_t i = 0; i < cells.size(); ++i) {
    tally.add(corpus::DateTally::state_of(cells[i], today),
              {sample[i].file, sample[i].number, std::string(first_characters(cells[i], kCellCharacters))});
    if (!dates[i].has_value()) continue;
    if (!first || dates[i]->days < first->days) first = dates[i];
    if (!last || dates[i]->days > last->days) last = dates[i];
  }
  Json json = {{"column", name},
               {"format", common_date_format(cells, dates)},
               {"first", first ? Json(corpus::iso_text(*first)) : Json()},
               {"last", last ? Json(corpus::iso_text(*last)) : Json()}};
  json.update(tally.json());
  return json;
}

}  // namespace

Result<Json> columns_report(const std::string& source, const corpus::ImportRequest& request) {
  THETA_ASSIGN(const corpus::ImportOptions options, corpus::import_options(request));
  THETA_ASSIGN(const std::unique_ptr<corpus::RowReader> reader, corpus::open_rows(source, options.read));
  THETA_ASSIGN(const std::vector<corpus::Row> sample, read_sample(*reader, source));
  const std::vector<std::string>& columns = reader->columns();
  CheckedChoice checked(options.columns, columns);
  std::string problem;
  const std::vector<ColumnRole> guesses = roles_of(columns, sample, {}, problem);
  problem.clear();
  const std::vector<ColumnRole> roles = roles_of(columns, sample, checked.choice(), problem);
  if (!problem.empty()) checked.problems().push_back({{"field", Json()}, {"message", problem}});

  Json report = {{"rows_read", sample.size()},
                 {"reading", Json::array()},
                 {"columns", Json::array()},
                 {"time", Json()},
                 {"problems", checked.problems()}};
  for (const corpus::RowReader::Finding& finding : reader->findings()) {
    report["reading"].push_back(
        {{"name", finding.name}, {"value", finding.value}, {"reason", finding.reason}});
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    const corpus::ColumnProfile profile = corpus::profile_column(sample, i);
    Json column = {{"name", columns[i]},
                   {"sample", sample_cells(sample, i)},
                   {"filled", profile.filled},
                   {"distinct", profile.distinct},
                   {"guess", role_json(guesses[i])}};
    column.update(role_json(roles[i]));
    report["columns"].push_back(std::move(column));
    if (roles[i].role == corpus::Role::kTime) report["time"] = time_json(sample, i, columns[i]);
  }
  return report;
}

}  // namespace theta::survey
