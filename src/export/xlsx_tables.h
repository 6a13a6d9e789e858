#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "export/table_writer.h"

namespace theta::exports {

/// Writes each table as a sheet of one XLSX workbook: bold first row that stays in view, columns as wide as
/// told, real numbers, and text that is never a formula. Rows go to temporary files beside the workbook, so
/// that memory does not grow with them. A table longer than a sheet goes on in "Name 2" and so on.
class XlsxTables : public TableWriter {
 public:
  struct Look {
    bool raw = false;     ///< leave cells that may be formulas as they are
    std::string title;    ///< of the workbook's properties
    int64_t created = 0;  ///< seconds since 1970, told in the properties
    uint64_t cells = 0;   ///< about how many there will be; large files need 64-bit sizes
  };
  static Result<XlsxTables> create(const std::string& path, const Look& look);
  ~XlsxTables() override;
  XlsxTables(XlsxTables&& other) noexcept;
  XlsxTables& operator=(XlsxTables&& other) noexcept = delete;
  XlsxTables(const XlsxTables&) = delete;
  XlsxTables& operator=(const XlsxTables&) = delete;

  Status begin(const std::string& name, const std::vector<Column>& columns) override;
  Status row(std::span<const Cell> cells) override;
  Status end() override;

  /// Packs the workbook and writes it through to the disk. Call once, last.
  Status close();

  static constexpr uint32_t kMostRows = 1'048'576;  ///< of a sheet, its heading included
  static constexpr size_t kMostColumns = 16'384;
  static constexpr size_t kMostCharacters = 32'767;  ///< of a cell, in UTF-16; longer text is cut with "…"

 private:
  struct Book;
  explicit XlsxTables(std::unique_ptr<Book> book);
  Status new_sheet();
  std::unique_ptr<Book> book_;
};

/// True when the file is a workbook that XlsxTables wrote.
bool is_our_workbook(const std::string& path);

}  // namespace theta::exports
