#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/line_rows.h"

namespace theta::corpus {

/// A file with one JSON object per line. Strings are taken as they are, numbers and booleans as written,
/// lists of strings joined by newlines, null as empty, anything else as JSON. The columns are the fields of
/// the first rows.
class JsonlRows : public RowReader {
 public:
  static Result<std::unique_ptr<RowReader>> open(TextInput input, std::string name);
  JsonlRows(TextInput input, std::string name) : lines_(std::move(input)), name_(std::move(name)) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(Row& row) override;
  std::vector<Finding> findings() const override;
  uint64_t position() const override { return lines_.input().position(); }
  uint64_t size() const override { return lines_.input().size(); }

 private:
  Status find_columns();
  void parse(const std::string& line, bool too_long, Row& row);

  LineReader lines_;
  std::string name_;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, size_t> index_;
  struct Line {
    std::string text;
    uint64_t number;
    bool too_long;
  };
  std::deque<Line> looked_at_;  // lines read to find the columns
};

}  // namespace theta::corpus
