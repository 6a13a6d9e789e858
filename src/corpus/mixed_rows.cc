#include "corpus/mixed_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace theta::corpus {
namespace {

constexpr size_t kMostColumns = 2000;

}  // namespace

std::string without_name(const std::string& message, const std::string& name) {
  return message.starts_with(name + ": ") ? message.substr(name.size() + 2) : message;
}

MixedRows::MixedRows(std::string name, std::vector<Part> parts, std::vector<Finding> findings)
    : name_(std::move(name)),
      parts_(std::move(parts)),
      places_(parts_.size()),
      findings_(std::move(findings)) {
  for (const Part& part : parts_) size_ += part.size;
}

Result<std::unique_ptr<RowReader>> MixedRows::open(const std::string& name, std::vector<Part> parts,
                                                   std::vector<Finding> findings) {
  auto rows = std::make_unique<MixedRows>(name, std::move(parts), std::move(findings));
  THETA_RETURN_IF_ERROR(rows->find_columns());
  return std::unique_ptr<RowReader>(std::move(rows));
}

// "all.zip: a.csv: is damaged"; a workbook and its only sheet have one name.
Error MixedRows::with_names(const Error& error, const Part& part) const {
  const std::string reason = without_name(error.message, part.file);
  const bool same = name_ == part.file || name_.ends_with("/" + part.file);
  return make_error(error.kind, "{}: {}{}", name_, same ? "" : part.file + ": ", reason);
}

Status MixedRows::find_columns() {
  bool any = false;
  for (size_t i = 0; i < parts_.size(); ++i) {
    Part& part = parts_[i];
    if (!part.problem.empty()) continue;
    if (part.has_only_text) {
      places_[i] = places_of({"text"});
      any = true;
      continue;
    }
    Result<std::unique_ptr<RowReader>> reader = part.open();
    if (!reader.ok()) {
      if (parts_.size() == 1) return with_names(reader.error(), part);
      part.problem = without_name(reader.error().message, part.file);
      continue;
    }
    places_[i] = places_of(reader.value()->columns());
    if (columns_.size() > kMostColumns)
      return bad_input("{}: its tables have more than {} columns", name_, kMostColumns);
    if (parts_.size() == 1) opened_ = std::move(reader).value();
    any = true;
  }
  if (any) return {};
  if (parts_.size() == 1) return with_names(bad_input("{}", parts_[0].problem), parts_[0]);
  return bad_input("{}: nothing in it can be read; the first file, {}, {}", name_, parts_[0].file,
                   parts_[0].problem);
}

std::vector<size_t> MixedRows::places_of(const std::vector<std::string>& columns) {
  std::vector<size_t> places;
  for (const std::string& column : columns) {
    // The second column of one name in a table is the second of that name among all.
    std::string key = column;
    while (true) {
      const auto known = index_.find(key);
      if (known == index_.end() || std::find(places.begin(), places.end(), known->second) == places.end())
        break;
      key += '\n';
    }
    const auto [entry, is_new] = index_.emplace(key, columns_.size());
    if (is_new) columns_.push_back(column);
    places.push_back(entry->second);
  }
  return places;
}

Result<bool> MixedRows::fail(const Error& error, uint64_t number, Row& row) {
  const Part& part = parts_[part_];
  if (parts_.size() == 1) return with_names(error, part);
  row.file = part.file;
  row.number = number;
  row.problem = without_name(error.message, part.file);
  row.cells.assign(columns_.size(), std::string());
  finish_part();
  return true;
}

void MixedRows::finish_part() {
  if (reader_ != nullptr) {
    for (const Finding& finding : reader_->findings()) {
      auto& [reason, parts] = tally_[{finding.name, finding.value}];
      reason = finding.reason;
      ++parts;
    }
  }
  reader_.reset();
  done_ += parts_[part_].size;
  ++part_;
  last_number_ = 0;
}

Result<bool> MixedRows::next(Row& row) {
  while (part_ < parts_.size()) {
    const Part& part = parts_[part_];
    if (!part.problem.empty()) return fail(bad_input("{}", part.problem), part.number, row);
    if (reader_ == nullptr) {
      Result<std::unique_ptr<RowReader>> reader =
          opened_ != nullptr ? Result<std::unique_ptr<RowReader>>(std::move(opened_)) : part.open();
      if (!reader.ok()) return fail(reader.error(), part.number, row);
      reader_ = std::move(reader).value();
    }
    const Result<bool> more = reader_->next(read_);
    if (!more.ok()) {
      const uint64_t number = part.has_only_text ? part.number : last_number_ + 1;
      return fail(more.error(), number, row);
    }
    if (!more.value()) {
      finish_part();
      continue;
    }
    last_number_ = read_.number;
    row.file = read_.file;
    row.number = read_.number;
    row.problem = read_.problem;
    row.cells.assign(columns_.size(), std::string());
    const std::vector<size_t>& places = places_[part_];
    for (size_t i = 0; i < std::min(places.size(), read_.cells.size()); ++i)
      row.cells[places[i]] = std::move(read_.cells[i]);
    return true;
  }
  return false;
}

uint64_t MixedRows::position() const {
  return done_ + (reader_ == nullptr ? 0 : std::min(reader_->position(), parts_[part_].size));
}

std::vector<RowReader::Finding> MixedRows::findings() const {
  std::vector<Finding> all = findings_;
  for (const auto& [finding, told] : tally_) {
    const auto& [reason, parts] = told;
    all.push_back({finding.first, finding.second,
                   parts_.size() == 1 ? reason : fmt::format("{} of {} files", parts, parts_.size())});
  }
  return all;
}

}  // namespace theta::corpus
