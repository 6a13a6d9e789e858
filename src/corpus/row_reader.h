#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace theta::corpus {

/// One row of the input.
struct Row {
  std::string file;                ///< name relative to what was opened
  uint64_t number = 0;             ///< from 1, header not counted; never changes
  std::vector<std::string> cells;  ///< UTF-8, one per column
  std::string problem;             ///< why the row cannot be used; empty when it can
};

/// Streams the rows of a file or folder.
class RowReader {
 public:
  virtual ~RowReader() = default;

  /// Column names. For JSONL these are the fields of the first rows.
  virtual const std::vector<std::string>& columns() const = 0;
  /// Fills the next row; false at the end.
  virtual Result<bool> next(Row& row) = 0;

  /// What was found out about the input, for people: {"encoding", "GB18030 (...)"}.
  struct Finding {
    std::string name;
    std::string value;
    std::string reason;
  };
  virtual std::vector<Finding> findings() const = 0;

  virtual uint64_t position() const = 0;  ///< bytes read so far
  virtual uint64_t size() const = 0;      ///< bytes in all
};

struct ReadOptions {
  std::string encoding;   ///< empty: guessed
  std::string delimiter;  ///< of CSV: one character or "tab"; empty: found
  std::string format;     ///< csv, tsv, jsonl, txt, xlsx, docx, pdf, zip; empty: by content and name
  std::vector<std::string> sheets;  ///< of workbooks; empty: all that are not hidden
};

/// Opens a CSV, TSV, JSONL or TXT file (each plain or gzip), an XLSX, DOCX or PDF file, or a ZIP or folder of
/// such files. The content decides; among text files the name does. XLSX, DOCX, ZIP and PDF are parsed in a
/// process of their own (isolation/): read the rows from the thread that opened them.
Result<std::unique_ptr<RowReader>> open_rows(const std::string& path, const ReadOptions& options);

}  // namespace theta::corpus
