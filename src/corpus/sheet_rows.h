#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corpus/archive.h"
#include "corpus/mixed_rows.h"
#include "corpus/row_reader.h"

namespace theta::corpus {

/// One sheet of a workbook. Its first row that holds something names the columns; rows count from the one
/// below, empty ones included, as the spreadsheet program counts. Cells without a name above are left out.
class SheetRows : public RowReader {
 public:
  static Result<std::unique_ptr<RowReader>> open(std::shared_ptr<Archive> archive, uint32_t entry,
                                                 uint32_t sheet, std::string name, uint64_t size);
  SheetRows(std::shared_ptr<Archive> archive, std::string name, uint64_t size)
      : archive_(std::move(archive)), name_(std::move(name)), size_(size) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(Row& row) override;
  std::vector<Finding> findings() const override { return {}; }
  uint64_t position() const override { return rows_.position(); }
  uint64_t size() const override { return size_; }

 private:
  Status read_header();
  Result<bool> next_sheet_row();

  std::shared_ptr<Archive> archive_;
  std::string name_;
  uint64_t size_;
  isolation::RowsDecoder rows_;
  isolation::SheetRow row_;
  uint32_t header_row_ = 0;
  std::vector<std::string> columns_;
};

/// The sheets to read of an opened workbook `file`: those of the given names, or, without names, all that are
/// not hidden and not empty. A name that is not there is an error that lists the sheets. Adds findings about
/// what is read and left out.
Result<std::vector<Part>> sheet_parts(const std::shared_ptr<Archive>& archive, uint32_t entry,
                                      const std::string& file, const std::vector<std::string>& wanted,
                                      std::vector<RowReader::Finding>& findings);

}  // namespace theta::corpus
