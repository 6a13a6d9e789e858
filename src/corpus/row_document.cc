#include "corpus/row_document.h"

#include <algorithm>
#include <utility>

#include "corpus/column_profile.h"
#include "corpus/line_rows.h"

namespace theta::corpus {
namespace {

// A text with more than this share of replaced characters is not what its author wrote.
constexpr double kMostReplaced = 0.1;

bool is_mostly_broken(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  size_t replaced = 0;
  for (size_t at = text.find(kReplacement); at != std::string_view::npos;
       at = text.find(kReplacement, at + 3)) {
    ++replaced;
  }
  if (replaced == 0) return false;
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const auto characters = static_cast<double>(std::count_if(text.begin(), text.end(), is_start));
  return static_cast<double>(replaced) > kMostReplaced * characters;
}

}  // namespace

RowMapping::RowMapping(const std::vector<ColumnRole>& roles) {
  for (size_t i = 0; i < roles.size(); ++i) {
    names_.push_back(roles[i].name);
    switch (roles[i].role) {
      case Role::kText:
        text_.push_back(i);
        break;
      case Role::kGroup:
        groups_.push_back(i);
        break;
      case Role::kTime:
        time_ = i;
        break;
      case Role::kLabel:
        label_ = i;
        break;
      case Role::kId:
        id_ = i;
        break;
      case Role::kSplit:
        split_ = i;
        break;
      case Role::kUnused:
        break;
    }
  }
}

void RowMapping::read(Row& row, Document& document, Split& split, std::string& problem) const {
  document.file = row.file;
  document.row = row.number;
  document.text.clear();
  problem = std::move(row.problem);
  if (!problem.empty()) return;
  // Swapping keeps the buffers of both in use.
  const auto take = [&row](std::optional<size_t> column, std::string& value) {
    value.clear();
    if (column.has_value()) std::swap(value, row.cells[*column]);
  };
  if (text_.size() == 1) {
    take(text_[0], document.text);
  } else {
    for (const size_t column : text_) {
      if (!document.text.empty()) document.text += '\n';
      document.text += row.cells[column];
    }
  }
  take(time_, document.time);
  take(label_, document.label);
  take(id_, document.id);
  document.groups.resize(groups_.size());
  for (size_t i = 0; i < groups_.size(); ++i) take(groups_[i], document.groups[i]);
  split = Split::kTrain;
  if (split_.has_value()) {
    const std::optional<Split> part = parse_split(row.cells[*split_]);
    if (!part.has_value()) problem = "its split is not train, valid or test";
    split = part.value_or(Split::kTrain);
  }
  if (is_blank(document.text)) problem = "has no text";
  if (is_mostly_broken(document.text)) problem = "is not text in the file's encoding";
}

formats::Json RowMapping::columns_json() const {
  const auto name = [this](std::optional<size_t> column) {
    return column.has_value() ? formats::Json(names_[*column]) : formats::Json();
  };
  const auto names = [this](const std::vector<size_t>& columns) {
    formats::Json list = formats::Json::array();
    for (const size_t column : columns) list.push_back(names_[column]);
    return list;
  };
  return {{"text_columns", names(text_)}, {"time_column", name(time_)},      {"label_column", name(label_)},
          {"id_column", name(id_)},       {"group_columns", names(groups_)}, {"split_column", name(split_)}};
}

}  // namespace theta::corpus
