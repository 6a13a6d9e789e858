#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "documents/workbook.h"
#include "documents/xml_reader.h"
#include "isolation/messages.h"

namespace theta::documents {

/// Streams the rows of a sheet. Rows that hold nothing are left out; cells behind the last filled one are
/// left out of a row. A formula gives its stored value, an error (#N/A) and a cell inside a merged area
/// nothing.
class SheetReader {
 public:
  /// The workbook must outlive the reader.
  static Result<std::unique_ptr<SheetReader>> open(Workbook& workbook, size_t sheet);
  ~SheetReader();

  /// False behind the last row. A row with more text than isolation::kLargestRecord comes without cells and
  /// is marked. A sheet with more columns than isolation::kMostColumns is an error.
  Result<bool> next(isolation::SheetRow& row);
  /// Bytes of XML read so far.
  uint64_t position() const;

 private:
  class Handler;
  SheetReader();
  std::unique_ptr<Handler> handler_;
  std::unique_ptr<XmlReader> xml_;
};

}  // namespace theta::documents
