#include "export/document_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/files.h"
#include "engine/model_files.h"
#include "formats/byte_input.h"
#include "formats/csv.h"

namespace theta::exports {
namespace {

constexpr size_t kReportEvery = 4096;

bool parse_number(std::string_view text, uint64_t& value) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end;
}

/// Reads documents.csv of a model folder line by line.
class Reader {
 public:
  static Result<Reader> open(const ExportSource& source) {
    const std::string path = join_path(source.view.folder, engine::kModelDocumentsFile);
    THETA_ASSIGN(formats::ByteInput input, formats::ByteInput::open(path));
    Reader reader(source, path, std::move(input));
    THETA_ASSIGN(const bool has_header, reader.next_record());
    const auto& cells = reader.record_.cells;
    const size_t part = reader.part_column();
    if (!has_header || cells.size() < part + 2 || cells[0] != "row" || cells[part] != "part") {
      return bad_input("{}: does not start with the columns that the manifest tells of", path);
    }
    reader.has_tokens_ = cells[part + 1] == "tokens";
    return reader;
  }

  /// Reads document `d`, which must be there.
  Status next(size_t d, DocumentRow& row) {
    THETA_ASSIGN(const bool more, next_record());
    auto& cells = record_.cells;
    const size_t part = part_column();
    const bool whole = more && cells.size() > part + 1 && parse_number(cells[0], row.row) &&
                       (!source_->has_pieces || parse_number(cells[1], row.piece)) &&
                       (!has_tokens_ || parse_number(cells[part + 1], row.tokens));
    if (!whole) return bad_input("{}: the description of document {} is damaged or missing", path_, d + 1);
    row.file.swap(cells[file_]);
    row.id.swap(cells[file_ + 1]);
    row.time.swap(cells[file_ + 2]);
    row.label.swap(cells[file_ + 3]);
    row.groups.resize(source_->group_columns.size());
    for (size_t g = 0; g < row.groups.size(); ++g) row.groups[g].swap(cells[file_ + 4 + g]);
    row.part.swap(cells[part]);
    if (!has_tokens_) row.tokens = length_without_column(d);
    return {};
  }

 private:
  Reader(const ExportSource& source, std::string path, formats::ByteInput input)
      : source_(&source),
        path_(std::move(path)),
        input_(std::move(input)),
        file_(source.has_pieces ? 2 : 1) {}

  // Behind row, perhaps piece, file, id, time, label and the groups.
  size_t part_column() const { return file_ + 4 + source_->group_columns.size(); }

  Result<bool> next_record() {
    while (!parser_.next(record_)) {
      if (ended_) return false;
      THETA_ASSIGN(const std::string_view piece, input_.read());
      ended_ = piece.empty();
      ended_ ? parser_.finish() : parser_.feed(piece);
    }
    return true;
  }

  uint64_t length_without_column(size_t d) const {
    if (source_->corpus.has_value()) return source_->corpus->counts.document_length(d);
    const double average = total_tokens(*source_) / static_cast<double>(source_->documents());
    return static_cast<uint64_t>(std::llround(std::max(average, 1.0)));
  }

  const ExportSource* source_;
  std::string path_;
  formats::ByteInput input_;
  formats::CsvParser parser_{','};
  formats::CsvRecord record_;
  bool ended_ = false;
  size_t file_;  // column of the file: behind the piece where rows were split
  bool has_tokens_ = false;
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
