#include "engine/model_times.h"

#include <algorithm>
#include <charconv>

#include "base/files.h"
#include "engine/model_files.h"
#include "formats/byte_input.h"
#include "formats/csv.h"

namespace theta::engine {
namespace {

/// The cells of two columns of documents.csv.
struct Cells {
  std::vector<std::string> times;
  std::vector<uint32_t> tokens;
};

size_t column_of(const std::vector<std::string>& header, std::string_view name) {
  return static_cast<size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

Result<Cells> read_cells(const std::string& path) {
  THETA_ASSIGN(formats::ByteInput input, formats::ByteInput::open(path));
  formats::CsvParser parser(',');
  formats::CsvRecord record;
  Cells cells;
  size_t time = SIZE_MAX;
  size_t tokens = SIZE_MAX;
  for (bool ended = false; !ended;) {
    THETA_ASSIGN(const std::string_view piece, input.read());
    ended = piece.empty();
    ended ? parser.finish() : parser.feed(piece);
    while (parser.next(record)) {
      if (time == SIZE_MAX) {
        time = column_of(record.cells, "time");
        tokens = column_of(record.cells, "tokens");
        if (std::max(time, tokens) >= record.cells.size())
          return bad_input("{}: has no times or tokens", path);
        continue;
      }
      uint32_t count = 0;
      const bool whole = record.cells.size() > std::max(time, tokens);
      const std::string& text = whole ? record.cells[tokens] : std::string();
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
      if (!whole || error != std::errc() || end != text.data() + text.size()) {
        return bad_input("{}: line {} is damaged", path, record.line);
      }
      cells.times.push_back(std::move(record.cells[time]));
      cells.tokens.push_back(count);
    }
  }
  return cells;
}

corpus::DayOrder day_order_of(const std::vector<std::string>& times) {
  bool day_first = false;
  for (const std::string& time : times) {
    const std::optional<corpus::DayOrder> proven = corpus::proven_day_order(time);
    if (proven == corpus::DayOrder::kMonthFirst) return corpus::DayOrder::kMonthFirst;
    day_first = day_first || proven.has_value();
  }
  return day_first ? corpus::DayOrder::kDayFirst : corpus::DayOrder::kMonthFirst;
}

}  // namespace

size_t ModelTimes::undated() const {
  return static_cast<size_t>(std::count(dates.begin(), dates.end(), std::nullopt));
}

Result<std::optional<ModelTimes>> read_model_times(const std::string& model_folder, size_t documents) {
  const std::string path = join_path(model_folder, kModelDocumentsFile);
  THETA_ASSIGN(Cells cells, read_cells(path));
  if (cells.times.size() != documents) {
    return bad_input("{}: describes {} documents, the model has {}", path, cells.times.size(), documents);
  }
  const corpus::DayOrder order = day_order_of(cells.times);
  ModelTimes times;
  for (const std::string& cell : cells.times) times.dates.push_back(corpus::parse_date(cell, order));
  times.tokens = std::move(cells.tokens);
  if (times.undated() == documents) return std::optional<ModelTimes>();
  return std::optional<ModelTimes>(std::move(times));
}

}  // namespace theta::engine
