#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"

namespace theta::survey {

/// Writes the lines PATH.jsonl, and PATH.index, where each of them starts and which row it is about: two
/// numbers of 64 bits a line, as this machine has them, for a file that never leaves it.
class LinePagesWriter {
 public:
  static Result<LinePagesWriter> create(const std::string& path);
  /// `line` ends with a newline.
  Status add(uint64_t row, std::string_view line);
  Status close();
  uint64_t lines() const { return lines_; }

 private:
  LinePagesWriter(FileWriter lines, FileWriter index) : file_(std::move(lines)), index_(std::move(index)) {}
  FileWriter file_;
  FileWriter index_;
  uint64_t lines_ = 0;
};

/// Such lines, page by page. Maps the files: memory holds what is looked at.
class LinePages {
 public:
  static Result<LinePages> open(const std::string& path);

  uint64_t size() const { return entries_; }
  /// Line `i`, without its newline.
  std::string_view line(uint64_t i) const;
  /// The lines about a row number, in order: rows of several files may have the same.
  std::vector<uint64_t> about(uint64_t row) const;

 private:
  LinePages(MappedFile lines, MappedFile index);
  uint64_t start(uint64_t i) const;

  MappedFile lines_;
  MappedFile index_;
  uint64_t entries_ = 0;
};

}  // namespace theta::survey
