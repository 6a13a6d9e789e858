#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/row_reader.h"
#include "corpus/text_input.h"
#include "formats/csv.h"

namespace theta::corpus {

/// A delimited text file whose first record names the columns.
class CsvRows : public RowReader {
 public:
  /// `delimiter`: one character, "tab", or empty to find it.
  static Result<std::unique_ptr<RowReader>> open(TextInput input, std::string name,
                                                 const std::string& delimiter);
  CsvRows(TextInput input, std::string name, char delimiter)
      : input_(std::move(input)), name_(std::move(name)), delimiter_(delimiter), parser_(delimiter) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(Row& row) override;
  std::vector<Finding> findings() const override;
  uint64_t position() const override { return input_.position(); }
  uint64_t size() const override { return input_.size(); }

 private:
  Result<bool> next_record();
  Status read_header();

  TextInput input_;
  std::string name_;
  char delimiter_;
  std::string delimiter_reason_;
  formats::CsvParser parser_;
  formats::CsvRecord record_;
  std::vector<std::string> columns_;
  uint64_t row_ = 0;
  bool ended_ = false;
};

/// The delimiter under which the first records of `sample` most often have the same number of cells as the
/// header, and more than one: , ; tab or |. A comma when none fits.
char find_delimiter(std::string_view sample);

}  // namespace theta::corpus
