#include "engine/row_table.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/model_files.h"
#include "formats/csv.h"

namespace theta::engine {

Result<RowTable> RowTable::create(const std::string& folder, const std::vector<std::string>& groups,
                                  size_t num_topics) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(folder, kRowsFile)));
  std::vector<std::string> cells = {"row", "file", "id", "time", "label"};
  cells.insert(cells.end(), groups.begin(), groups.end());
  for (const char* const name : {"part", "pieces", "tokens", "main_topic", "main_weight"})
    cells.emplace_back(name);
  for (size_t k = 0; k < num_topics; ++k) cells.push_back(fmt::format("topic_{}", k));
  THETA_RETURN_IF_ERROR(file.write(formats::csv_line(cells)));
  return RowTable(std::move(file), groups.size(), num_topics);
}

Status RowTable::add(const corpus::Document& piece, const char* part, uint64_t tokens,
                     std::span<const float> theta) {
  if (pieces_ > 0 && (piece.row != row_.row || piece.file != row_.file)) THETA_RETURN_IF_ERROR(write_row());
  if (pieces_ == 0) {
    row_ = piece;
    row_.text.clear();
    row_.groups.resize(group_count_);
    part_ = part;
  }
  ++pieces_;
  tokens_ += tokens;
  for (size_t k = 0; k < weighted_.size(); ++k)
    weighted_[k] += static_cast<double>(tokens) * static_cast<double>(theta[k]);
  return {};
}

Status RowTable::write_row() {
  const auto mean = [this](size_t k) {
    return weighted_[k] / static_cast<double>(std::max<uint64_t>(tokens_, 1));
  };
  const auto main_topic =
      static_cast<size_t>(std::max_element(weighted_.begin(), weighted_.end()) - weighted_.begin());
  std::vector<std::string> cells = {std::to_string(row_.row), row_.file, row_.id, row_.time, row_.label};
  cells.insert(cells.end(), row_.groups.begin(), row_.groups.end());
  std::string line = formats::csv_line(cells);
  line.pop_back();
  const auto out = std::back_inserter(line);
  fmt::format_to(out, ",{},{},{},{},{:.5f}", part_, pieces_, tokens_, main_topic, mean(main_topic));
  for (size_t k = 0; k < weighted_.size(); ++k) fmt::format_to(out, ",{:.5f}", mean(k));
  line += '\n';
  pieces_ = 0;
  tokens_ = 0;
  std::fill(weighted_.begin(), weighted_.end(), 0.0);
  return file_.write(line);
}

Status RowTable::close() {
  if (pieces_ > 0) THETA_RETURN_IF_ERROR(write_row());
  return file_.close();
}

}  // namespace theta::engine
