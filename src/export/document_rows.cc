#include "export/document_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace theta::exports {
namespace {

constexpr size_t kReportEvery = 4096;

/// The documents of a source, all with a length.
class Reader {
 public:
  static Result<Reader> open(const ExportSource& source) {
    THETA_ASSIGN(engine::DocumentRows rows,
                 engine::DocumentRows::open(source.view.folder, source.group_columns.size()));
    return Reader(source, std::move(rows));
  }

  /// Reads document `d`, which must be there.
  Status next(size_t d, DocumentRow& row) {
    THETA_RETURN_IF_ERROR(rows_.next(row));
    if (!rows_.has_tokens()) row.tokens = length_without_column(d);
    return {};
  }

 private:
  Reader(const ExportSource& source, engine::DocumentRows rows) : source_(&source), rows_(std::move(rows)) {}

  uint64_t length_without_column(size_t d) const {
    if (source_->corpus.has_value()) return source_->corpus->counts.document_length(d);
    const double average = total_tokens(*source_) / static_cast<double>(source_->documents());
    return static_cast<uint64_t>(std::llround(std::max(average, 1.0)));
  }

  const ExportSource* source_;
  engine::DocumentRows rows_;
};

Status report(const ExportSource& source, const Walk& walk, size_t d) {
  if (walk.stop != nullptr && walk.stop->requested()) {
    return make_error(ErrorKind::kCancelled, "stopped; nothing was exported");
  }
  if (walk.sink != nullptr && (d % kReportEvery == 0 || d == source.documents())) {
    walk.sink->progress({"exporting", d, source.documents(), "documents", ""});
  }
  return {};
}

}  // namespace

Status for_each_row(const ExportSource& source, const Walk& walk, const TakeDocument& take) {
  THETA_ASSIGN(Reader reader, Reader::open(source));
  DocumentRow row;
  for (size_t d = 0; d < source.documents(); ++d) {
    THETA_RETURN_IF_ERROR(report(source, walk, d));
    THETA_RETURN_IF_ERROR(reader.next(d, row));
    THETA_RETURN_IF_ERROR(take(d, row));
  }
  return report(source, walk, source.documents());
}

Status for_each_text(const ExportSource& source, const Walk& walk, const TakeDocument& take) {
  THETA_ASSIGN(Reader reader, Reader::open(source));
  DocumentRow row;
  Status status;
  const auto step = [&](size_t d, corpus::Document document) -> Status {
    THETA_RETURN_IF_ERROR(report(source, walk, d));
    THETA_RETURN_IF_ERROR(reader.next(d, row));
    row.text = std::move(document.text);
    return take(d, row);
  };
  size_t documents = 0;
  THETA_RETURN_IF_ERROR(
      corpus::for_each_document(source.corpus_folder, [&](size_t d, corpus::Document document) {
        documents = d + 1;
        if (status.ok() && d < source.documents()) status = step(d, std::move(document));
      }));
  THETA_RETURN_IF_ERROR(std::move(status));
  if (documents != source.documents()) {
    return bad_input("{}: describes {} documents, the model has {}", source.corpus_folder, documents,
                     source.documents());
  }
  return report(source, walk, source.documents());
}

std::string document_name(const DocumentRow& row) {
  const std::string name = row.id.empty() ? fmt::format("{}:{}", row.file, row.row) : row.id;
  return row.piece == 0 ? name : fmt::format("{}.{}", name, row.piece);
}

}  // namespace theta::exports
