#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/row_reader.h"

namespace theta::corpus {

/// Files of a folder or ZIP that are not read because they are neither tables nor texts.
class LeftOut {
 public:
  void add(const std::string& name);
  /// Adds a finding that names some of them, when there are any.
  void tell(std::vector<RowReader::Finding>& findings) const;

 private:
  size_t files_ = 0;
  std::string some_;
};

/// Files that programs leave behind for themselves: ".DS_Store", "__MACOSX/...", "~$report.docx",
/// "Thumbs.db". They are not worth a word.
bool is_hidden(std::string_view path);

}  // namespace theta::corpus
