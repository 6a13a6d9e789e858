#pragma once

#include <optional>

#include "base/files.h"
#include "export/table_writer.h"

namespace theta::exports {

struct CsvLook {
  bool bom = false;  ///< start with a byte order mark, by which Excel knows UTF-8
  bool raw = false;  ///< leave cells that may be formulas as they are
};

/// Writes each table as NAME.csv into a folder.
class CsvTables : public TableWriter {
 public:
  CsvTables(std::string folder, CsvLook look) : folder_(std::move(folder)), look_(look) {}

  Status begin(const std::string& name, const std::vector<Column>& columns) override;
  Status row(std::span<const Cell> cells) override;
  Status end() override;

 private:
  void append_text(std::string_view text);
  std::string folder_;
  CsvLook look_;
  std::optional<FileWriter> file_;
  std::string line_;
};

}  // namespace theta::exports
