#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corpus/row_reader.h"
#include "corpus/text_input.h"

namespace theta::corpus {

/// Cuts decoded text into lines, without their ends (LF, CR LF or CR). Memory is bounded by kLongestLine: the
/// rest of a longer line is dropped and the line marked.
class LineReader {
 public:
  explicit LineReader(TextInput input) : input_(std::move(input)) {}

  /// False at the end.
  Result<bool> next(std::string& line, bool& too_long);
  uint64_t line_number() const { return line_number_; }
  const TextInput& input() const { return input_; }

  static constexpr size_t kLongestLine = size_t{32} << 20;

 private:
  TextInput input_;
  std::string buffer_;
  size_t position_ = 0;
  uint64_t line_number_ = 0;
  bool ended_ = false;
};

/// A text file: every line that is not blank is a document; its row number is its line number.
class LineRows : public RowReader {
 public:
  static Result<std::unique_ptr<RowReader>> open(TextInput input, std::string name);
  LineRows(TextInput input, std::string name) : lines_(std::move(input)), name_(std::move(name)) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(Row& row) override;
  std::vector<Finding> findings() const override;
  uint64_t position() const override { return lines_.input().position(); }
  uint64_t size() const override { return lines_.input().size(); }

 private:
  LineReader lines_;
  std::string name_;
  std::vector<std::string> columns_ = {"text"};
};

/// The finding that names an encoding.
RowReader::Finding encoding_finding(const text::EncodingGuess& guess);

/// True when there is nothing but white space.
bool is_blank(std::string_view text);

/// The sentence for a line or record past the limit.
std::string too_long_problem();

}  // namespace theta::corpus
