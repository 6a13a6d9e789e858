#include "corpus/row_batches.h"

#include <utility>

namespace theta::corpus {
namespace {

constexpr size_t kSampleRows = 2000;  // looked at to find the columns' roles
constexpr size_t kSampleBytes = size_t{8} << 20;
constexpr size_t kBatchRows = 4096;
constexpr size_t kBatchBytes = size_t{2} << 20;

}  // namespace

Result<RowBatches> RowBatches::open(const std::string& source, const ImportOptions& options) {
  RowBatches batches;
  THETA_ASSIGN(batches.reader_, open_rows(source, options.read));
  THETA_RETURN_IF_ERROR(batches.read_sample(source));
  auto roles = choose_roles(batches.reader_->columns(), batches.sample_, options.columns);
  if (!roles.ok()) return make_error(roles.error().kind, "{}: {}", source, roles.error().message);
  batches.roles_ = std::move(roles).value();
  batches.mapping_.emplace(batches.roles_);
  return batches;
}

Status RowBatches::read_sample(const std::string& source) {
  size_t bytes = 0;
  while (sample_.size() < kSampleRows && bytes < kSampleBytes) {
    Row row;
    THETA_ASSIGN(const bool more, reader_->next(row));
    if (!more) break;
    for (const std::string& cell : row.cells) bytes += cell.size();
    sample_.push_back(std::move(row));
  }
  if (sample_.empty()) return bad_input("{}: holds no rows", source);
  return {};
}

Status RowBatches::next(std::vector<PendingRow>& batch, size_t& rows) {
  rows = 0;
  size_t bytes = 0;
  while (rows < kBatchRows && bytes < kBatchBytes) {
    if (next_sampled_ < sample_.size()) {
      row_ = std::exchange(sample_[next_sampled_++], {});
    } else {
      THETA_ASSIGN(const bool more, reader_->next(row_));
      if (!more) break;
    }
    if (rows == batch.size()) batch.emplace_back();
    PendingRow& pending = batch[rows++];
    mapping_->read(row_, pending.document, pending.split, pending.problem);
    bytes += pending.document.text.size();
  }
  return {};
}

}  // namespace theta::corpus
