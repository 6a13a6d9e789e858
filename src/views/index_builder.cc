#include "views/index_builder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <unordered_map>

#include "base/descriptor.h"
#include "base/files.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"
#include "corpus/date_column.h"
#include "engine/document_rows.h"
#include "engine/model_files.h"
#include "engine/topic_model.h"
#include "formats/csv.h"
#include "formats/npy.h"
#include "views/column_file.h"
#include "views/document_index.h"
#include "views/index_files.h"

namespace theta::views {
namespace {

using formats::Json;

constexpr size_t kBlock = 16'384;  // documents that are in memory at once

Status write_at(const Descriptor& file, uint64_t offset, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno_error(errno, "write", path);
    offset += static_cast<uint64_t>(put);
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return {};
}

// theta [D, K] turned over, block by block. A topic is then one run of bytes.
Status write_theta(const std::string& model_folder, const std::string& index, size_t& documents,
                   size_t& topics) {
  const std::string source = join_path(model_folder, engine::kThetaFile);
  uint64_t start = 0;
  {
    THETA_ASSIGN(const formats::NpyFile header, formats::NpyFile::open(source));
    if (header.type() != formats::ElementType::kFloat32 || header.shape().size() != 2)
      return bad_input("{}: not a matrix of float32", source);
    documents = header.shape()[0];
    topics = header.shape()[1];
    start = header.bytes().size();
  }
  THETA_ASSIGN(const ColumnFile rows, ColumnFile::open(source));
  start = rows.bytes() - start;
  const std::string path = join_path(index, kThetaColumns);
  const Descriptor out(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!out.valid()) return errno_error(errno, "create", path);
  std::vector<float> block;
  std::vector<float> column;
  for (size_t first = 0; first < documents; first += kBlock) {
    const size_t count = std::min(kBlock, documents - first);
    block.resize(count * topics);
    column.resize(count);
    THETA_RETURN_IF_ERROR(
        rows.read_bytes(start + first * topics * sizeof(float),
                        {reinterpret_cast<char*>(block.data()), block.size() * sizeof(float)}));
    for (size_t k = 0; k < topics; ++k) {
      for (size_t i = 0; i < count; ++i) column[i] = block[i * topics + k];
      THETA_RETURN_IF_ERROR(write_at(out, (k * documents + first) * sizeof(float), as_bytes(column), path));
    }
  }
  return {};
}

/// Numbers the values of one column.
struct Values {
  std::vector<std::string> names;
  std::unordered_map<std::string, uint32_t> numbers;
  std::vector<uint32_t> codes;  // [D]
  bool is_whole = true;
  bool any = false;  // a value that is not empty

  void add(const std::string& value) {
    any = any || !value.empty();
    auto found = numbers.find(value);
    if (found == numbers.end() && names.size() < kMostValues) {
      found = numbers.emplace(value, static_cast<uint32_t>(names.size())).first;
      names.push_back(value);
    }
    is_whole = is_whole && found != numbers.end();
    codes.push_back(found == numbers.end() ? kOtherValue : found->second);
  }
};

/// What documents.csv tells, on its way into columns.
class RowColumns {
 public:
  RowColumns(std::vector<std::string> names, bool has_tokens) : names_(std::move(names)) {
    values_.resize(names_.size() + 1);  // the last one is the label
    has_tokens_ = has_tokens;
  }

  std::string add(const engine::DocumentRow& row) {
    std::vector<std::string> cells = {
        std::to_string(row.row),   std::to_string(row.piece), row.file, row.id, row.time, row.label, row.part,
        std::to_string(row.tokens)};
    cells.insert(cells.end(), row.groups.begin(), row.groups.end());
    for (size_t g = 0; g < row.groups.size(); ++g) values_[g].add(row.groups[g]);
    values_.back().add(row.label);
    times_.push_back(row.time);
    tokens_.push_back(has_tokens_ ? static_cast<uint32_t>(row.tokens) : 1);
    return formats::csv_line(cells);
  }

  Status write(const std::string& index, Json& info) {
    const auto put = [&index](std::string_view name, std::string_view bytes) {
      return write_file_atomic(join_path(index, name), bytes);
    };
    THETA_RETURN_IF_ERROR(put(kTokens, as_bytes(tokens_)));
    std::vector<int32_t> days;
    std::vector<uint8_t> precisions;
    bool dated = false;
    for (const auto& date : corpus::parse_dates(times_)) {
      dated = dated || date.has_value();
      days.push_back(date.has_value() ? date->days : kNoDay);
      precisions.push_back(date.has_value() ? static_cast<uint8_t>(date->precision) : 0);
    }
    info["has_dates"] = dated;
    info["day_first"] = corpus::day_order_of(times_) == corpus::DayOrder::kDayFirst;
    THETA_RETURN_IF_ERROR(put(kDays, as_bytes(days)));
    THETA_RETURN_IF_ERROR(put(kPrecisions, as_bytes(precisions)));
    if (!values_.back().any) values_.pop_back();
    info["columns"] = Json::array();
    std::string codes;
    for (size_t i = 0; i < values_.size(); ++i) {
      const std::string name = i < names_.size() ? names_[i] : std::string(kLabelColumn);
      info["columns"].push_back(
          {{"name", name}, {"values", std::move(values_[i].names)}, {"is_whole", values_[i].is_whole}});
      codes.append(as_bytes(values_[i].codes));
    }
    return put(kCodes, codes);
  }

 private:
  std::vector<std::string> names_;
  std::vector<Values> values_;
  std::vector<std::string> times_;
  std::vector<uint32_t> tokens_;
  bool has_tokens_ = false;
};

}  // namespace

Status build_index(const std::string& model_folder, const std::string& index) {
  size_t documents = 0;
  size_t topics = 0;
  THETA_RETURN_IF_ERROR(write_theta(model_folder, index, documents, topics));
  THETA_ASSIGN(const Json manifest, engine::read_manifest(model_folder));
  THETA_ASSIGN(const auto groups, engine::group_columns_of(manifest, model_folder));
  THETA_ASSIGN(engine::DocumentRows rows, engine::DocumentRows::open(model_folder, groups.size()));
  RowColumns columns(groups, rows.has_tokens());
  THETA_ASSIGN(FileWriter records, FileWriter::create(join_path(index, kRecords)));
  std::vector<uint64_t> offsets = {0};
  engine::DocumentRow row;
  for (size_t d = 0; d < documents; ++d) {
    THETA_RETURN_IF_ERROR(rows.next(row));
    THETA_RETURN_IF_ERROR(records.write(columns.add(row)));
    offsets.push_back(records.size());
  }
  THETA_ASSIGN(const bool ended, rows.at_end());
  if (!ended) {
    return bad_input("{}: describes more than the {} documents of the model",
                     join_path(model_folder, engine::kModelDocumentsFile), documents);
  }
  THETA_RETURN_IF_ERROR(records.close());
  THETA_RETURN_IF_ERROR(write_file_atomic(join_path(index, kRecordOffsets), as_bytes(offsets)));
  Json info = {
      {"version", kIndexVersion}, {"documents", documents},          {"topics", topics},
      {"groups", groups.size()},  {"has_pieces", rows.has_pieces()}, {"has_tokens", rows.has_tokens()}};
  THETA_RETURN_IF_ERROR(columns.write(index, info));
  return formats::write_json(join_path(index, kIndexFile), info);
}

Status build_texts(const std::string& corpus_folder, const std::string& corpus_hash,
                   const std::string& index) {
  THETA_ASSIGN(const Json corpus, formats::read_json(join_path(corpus_folder, corpus::kCorpusFile)));
  if (!corpus.is_object() || corpus.value("hash", Json()) != Json(corpus_hash))
    return bad_input("{}: not the corpus that the model was made from", corpus_folder);
  THETA_ASSIGN(const DocumentIndex documents, DocumentIndex::open(index));
  THETA_ASSIGN(FileWriter texts, FileWriter::create(join_path(index, kTexts)));
  std::vector<uint64_t> offsets = {0};
  Status written;
  THETA_RETURN_IF_ERROR(corpus::for_each_document(corpus_folder, [&](size_t, corpus::Document document) {
    if (!written.ok()) return;
    written = texts.write(document.text);
    offsets.push_back(texts.size());
  }));
  THETA_RETURN_IF_ERROR(std::move(written));
  if (offsets.size() != documents.documents() + 1) {
    return bad_input("{}: has {} documents, the model {}", corpus_folder, offsets.size() - 1,
                     documents.documents());
  }
  THETA_RETURN_IF_ERROR(texts.close());
  return write_file_atomic(join_path(index, kTextOffsets), as_bytes(offsets));
}

}  // namespace theta::views
