#include "views/document_index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "base/files.h"
#include "formats/csv.h"
#include "formats/json.h"
#include "views/index_files.h"

namespace theta::views {
namespace {

bool read_number(const std::string& text, uint64_t& value) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end;
}

}  // namespace

Result<DocumentIndex> DocumentIndex::open(const std::string& folder) {
  const auto column = [&folder](std::string_view name) { return ColumnFile::open(join_path(folder, name)); };
  THETA_ASSIGN(const formats::Json info, formats::read_json(join_path(folder, kIndexFile)));
  THETA_ASSIGN(ColumnFile theta, column(kThetaColumns));
  THETA_ASSIGN(ColumnFile days, column(kDays));
  THETA_ASSIGN(ColumnFile precisions, column(kPrecisions));
  THETA_ASSIGN(ColumnFile tokens, column(kTokens));
  THETA_ASSIGN(ColumnFile codes, column(kCodes));
  THETA_ASSIGN(ColumnFile records, column(kRecords));
  THETA_ASSIGN(ColumnFile offsets, column(kRecordOffsets));
  DocumentIndex index(std::move(theta), std::move(days), std::move(precisions), std::move(tokens),
                      std::move(codes), std::move(records), std::move(offsets));
  try {
    index.documents_ = info.at("documents").get<size_t>();
    index.topics_ = info.at("topics").get<size_t>();
    index.groups_ = info.at("groups").get<size_t>();
    index.has_pieces_ = info.at("has_pieces").get<bool>();
    index.has_tokens_ = info.at("has_tokens").get<bool>();
    index.has_dates_ = info.at("has_dates").get<bool>();
    if (info.at("day_first").get<bool>()) index.day_order_ = corpus::DayOrder::kDayFirst;
    for (const formats::Json& one : info.at("columns")) {
      index.columns_.push_back({one.at("name").get<std::string>(),
                                one.at("values").get<std::vector<std::string>>(),
                                one.at("is_whole").get<bool>()});
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: is no index of documents", folder);
  }
  THETA_RETURN_IF_ERROR(index.open_texts(folder));
  return index;
}

Status DocumentIndex::open_texts(const std::string& folder) {
  const std::string offsets = join_path(folder, kTextOffsets);  // written last
  if (!file_exists(offsets)) return {};
  THETA_ASSIGN(texts_, ColumnFile::open(join_path(folder, kTexts)));
  THETA_ASSIGN(text_offsets_, ColumnFile::open(offsets));
  return {};
}

std::optional<size_t> DocumentIndex::find_column(std::string_view name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [name](const GroupColumn& column) { return column.name == name; });
  if (found == columns_.end()) return std::nullopt;
  return static_cast<size_t>(found - columns_.begin());
}

Status DocumentIndex::theta(uint32_t model_topic, size_t first, std::span<float> values) const {
  return theta_.read(uint64_t{model_topic} * documents_ + first, values);
}

Result<std::vector<std::optional<corpus::Date>>> DocumentIndex::dates() const {
  THETA_ASSIGN(const auto days, read_column<int32_t>(days_));
  THETA_ASSIGN(const auto precisions, read_column<uint8_t>(precisions_));
  std::vector<std::optional<corpus::Date>> dates(days.size());
  for (size_t d = 0; d < days.size(); ++d) {
    if (days[d] != kNoDay)
      dates[d] = corpus::Date{days[d], static_cast<corpus::DatePrecision>(precisions[d])};
  }
  return dates;
}

// row, piece, file, id, time, label, part, tokens, groups.
Result<engine::DocumentRow> DocumentIndex::row(size_t document) const {
  if (document >= documents_) return not_found("the model has no document {}", document);
  std::array<uint64_t, 2> ends{};
  THETA_RETURN_IF_ERROR(record_offsets_.read(document, std::span<uint64_t>(ends)));
  std::string text(ends[1] - ends[0], '\0');
  THETA_RETURN_IF_ERROR(records_.read_bytes(ends[0], text));
  formats::CsvParser parser(',');
  parser.feed(text);
  parser.finish();
  formats::CsvRecord record;
  engine::DocumentRow row;
  auto& cells = record.cells;
  constexpr size_t kFixed = 8;
  if (!parser.next(record) || cells.size() != kFixed + groups_ || !read_number(cells[0], row.row) ||
      !read_number(cells[1], row.piece) || !read_number(cells[7], row.tokens)) {
    return bad_input("the index of the documents is damaged at document {}", document);
  }
  row.file = std::move(cells[2]);
  row.id = std::move(cells[3]);
  row.time = std::move(cells[4]);
  row.label = std::move(cells[5]);
  row.part = std::move(cells[6]);
  row.groups.assign(std::make_move_iterator(cells.begin() + kFixed), std::make_move_iterator(cells.end()));
  return row;
}

Result<std::string> DocumentIndex::text(size_t document) const {
  std::vector<uint64_t> offsets;
  return texts(document, document + 1, offsets);
}

Result<std::string> DocumentIndex::texts(size_t first, size_t last, std::vector<uint64_t>& offsets) const {
  offsets.resize(last - first + 1);
  THETA_RETURN_IF_ERROR(text_offsets_->read(first, std::span<uint64_t>(offsets)));
  std::string text(offsets.back() - offsets.front(), '\0');
  THETA_RETURN_IF_ERROR(texts_->read_bytes(offsets.front(), text));
  const uint64_t begin = offsets.front();
  for (uint64_t& offset : offsets) offset -= begin;
  return text;
}

}  // namespace theta::views
