#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/row_reader.h"

namespace theta::corpus {

/// One file, or one sheet, of a source that has several.
struct Part {
  std::string file;            ///< for rows that stand for the whole part
  uint64_t number = 1;         ///< the same
  uint64_t size = 0;           ///< bytes
  bool has_only_text = false;  ///< its one column is "text": it need not be opened to know
  std::string problem;         ///< why it cannot be read; empty when it can
  std::function<Result<std::unique_ptr<RowReader>>()> open;
};

/// The rows of several parts, one part after the other. The columns are those of all parts in the order in
/// which they appear; what a part lacks is empty. A part that cannot be read, or not to its end, costs one
/// row with a problem; if it is the only one, it is an error.
class MixedRows : public RowReader {
 public:
  /// `name` of the source is for errors. Opens every part that is a table once to learn its columns. Fails
  /// when no part can be read. `findings`: what is known about the source so far.
  static Result<std::unique_ptr<RowReader>> open(const std::string& name, std::vector<Part> parts,
                                                 std::vector<Finding> findings);
  MixedRows(std::string name, std::vector<Part> parts, std::vector<Finding> findings);

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(Row& row) override;
  std::vector<Finding> findings() const override;
  uint64_t position() const override;
  uint64_t size() const override { return size_; }

 private:
  Status find_columns();
  std::vector<size_t> places_of(const std::vector<std::string>& columns);
  Result<bool> next_of_part(Row& row);
  void finish_part();
  Result<bool> fail(const Error& error, uint64_t number, Row& row);
  Error with_names(const Error& error, const Part& part) const;

  std::string name_;
  std::vector<Part> parts_;
  std::vector<std::vector<size_t>> places_;  // for each part, where its columns stand among all
  std::vector<std::string> columns_;
  std::unordered_map<std::string, size_t> index_;
  std::unique_ptr<RowReader> opened_;  // the only part, opened to learn its columns

  size_t part_ = 0;
  std::unique_ptr<RowReader> reader_;  // of parts_[part_]
  Row read_;
  uint64_t last_number_ = 0;  // of the part's rows
  uint64_t size_ = 0;
  uint64_t done_ = 0;  // bytes of the parts before
  std::vector<Finding> findings_;
  std::map<std::pair<std::string, std::string>, std::pair<std::string, size_t>>
      tally_;  // name, value -> reason, parts
};

/// The message without the file's name in front.
std::string without_name(const std::string& message, const std::string& name);

}  // namespace theta::corpus
