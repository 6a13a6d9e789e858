#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "documents/number_format.h"
#include "documents/package.h"
#include "documents/shared_strings.h"
#include "isolation/messages.h"

namespace theta::documents {

/// An XLSX workbook: its sheets in the order of their tabs, its cell formats and its shared texts. Charts and
/// macro sheets are no sheets here.
class Workbook {
 public:
  /// The archive must outlive the workbook.
  static Result<std::unique_ptr<Workbook>> open(ZipArchive& archive, const Package& package);
  explicit Workbook(ZipArchive& archive) : archive_(archive) {}

  const std::vector<isolation::SheetInfo>& sheets() const { return sheets_; }
  /// The entry of a sheet. Shared texts are read when they are first needed: here.
  Result<size_t> open_sheet(size_t sheet);

  ZipArchive& archive() const { return archive_; }
  const SharedStrings& strings() const { return *strings_; }
  /// A number as the cell format with this index shows it.
  std::string shown(const std::string& stored, size_t style) const;

 private:
  ZipArchive& archive_;
  std::vector<isolation::SheetInfo> sheets_;
  std::vector<size_t> entries_;  // of the sheets
  std::vector<NumberFormat> styles_;
  std::optional<size_t> strings_entry_;
  std::optional<SharedStrings> strings_;
  bool from_1904_ = false;
};

}  // namespace theta::documents
