#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/column_roles.h"
#include "corpus/import_options.h"
#include "corpus/pending_row.h"
#include "corpus/row_document.h"
#include "corpus/row_reader.h"

namespace theta::corpus {

/// The rows of a source in batches, read in the roles that its columns play.
class RowBatches {
 public:
  /// Opens the source, looks at its first rows and decides the roles of its columns.
  static Result<RowBatches> open(const std::string& source, const ImportOptions& options);

  /// Fills `batch` with the next rows; fewer than one at the end.
  Status next(std::vector<PendingRow>& batch, size_t& rows);

  const RowReader& reader() const { return *reader_; }
  /// The first rows, until next() is called.
  const std::vector<Row>& sample() const { return sample_; }
  const std::vector<ColumnRole>& roles() const { return roles_; }
  const RowMapping& mapping() const { return *mapping_; }

 private:
  RowBatches() = default;
  Status read_sample(const std::string& source);

  std::unique_ptr<RowReader> reader_;
  std::vector<Row> sample_;  // rows that were looked at
  size_t next_sampled_ = 0;
  std::vector<ColumnRole> roles_;
  std::optional<RowMapping> mapping_;
  Row row_;
};

}  // namespace theta::corpus
