#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/column_roles.h"
#include "corpus/corpus.h"
#include "corpus/row_reader.h"

namespace theta::corpus {

/// Reads documents out of rows, given the roles of the columns.
class RowMapping {
 public:
  explicit RowMapping(const std::vector<ColumnRole>& roles);

  /// Fills the document; several text columns are joined by newlines. `problem` says why the row cannot be
  /// used, else it is empty. All that `document` held is replaced; cells of the row are swapped out.
  void read(Row& row, Document& document, Split& split, std::string& problem) const;

  bool has_split() const { return split_.has_value(); }
  /// text_columns, time_column, label_column, id_column, group_columns, split_column.
  formats::Json columns_json() const;

 private:
  std::vector<std::string> names_;
  std::vector<size_t> text_;
  std::vector<size_t> groups_;
  std::optional<size_t> time_, label_, id_, split_;
};

}  // namespace theta::corpus
