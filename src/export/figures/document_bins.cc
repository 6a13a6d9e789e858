#include "export/figures/document_bins.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <unordered_map>

#include "corpus/dates.h"

namespace theta::exports {
namespace {

/// Sums of weights, turned into means at the end.
struct Sums {
  uint64_t documents = 0;
  std::vector<double> weights;

  void add(std::span<const float> row) {
    weights.resize(row.size());
    for (size_t k = 0; k < row.size(); ++k) weights[k] += double{row[k]};
    ++documents;
  }
  Bin bin(std::string name) const {
    Bin bin{std::move(name), documents, weights};
    for (double& mean : bin.mean) mean /= static_cast<double>(documents);
    return bin;
  }
};

/// The values of one column: counted in the first pass, summed in the second.
class ColumnValues {
 public:
  explicit ColumnValues(std::string column) : column_(std::move(column)) {}

  void count(const std::string& value) {
    if (counts_.size() > kMostValues) return;
    ++counts_[value];
  }

  /// Ends the first pass: the most frequent values, ties by their bytes.
  void choose() {
    // One value for all documents, or nearly one for each, compares nothing.
    const size_t named = counts_.size() - counts_.count("");
    if (named < 2 || counts_.size() > kMostValues) return;
    for (const auto& [value, documents] : counts_) chosen_.emplace_back(value, documents);
    std::sort(chosen_.begin(), chosen_.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    others_ = chosen_.size() > kShownValues + 1 ? chosen_.size() - kShownValues : 0;
    if (others_ > 0) chosen_.resize(kShownValues);
    for (size_t i = 0; i < chosen_.size(); ++i) place_.emplace(chosen_[i].first, i);
    sums_.resize(chosen_.size() + 1);
    counts_.clear();
  }
  bool useful() const { return !chosen_.empty(); }

  void add(const std::string& value, std::span<const float> weights) {
    const auto found = place_.find(value);
    sums_[found == place_.end() ? chosen_.size() : found->second].add(weights);
  }

  ColumnBins bins(const Wording& words) const {
    ColumnBins result{"share_by_" + file_part(), column_, {}};
    for (size_t i = 0; i < chosen_.size(); ++i) {
      result.bins.push_back(sums_[i].bin(chosen_[i].first.empty() ? words.missing : chosen_[i].first));
    }
    if (others_ > 0) result.bins.push_back(sums_.back().bin(fmt::format(fmt::runtime(words.other), others_)));
    return result;
  }

 private:
  // The column's name as part of a file's.
  std::string file_part() const {
    std::string part = column_.substr(0, 60);
    while (!part.empty() && (static_cast<unsigned char>(column_[part.size()]) & 0xC0) == 0x80)
      part.pop_back();
    for (char& c : part) {
      if (static_cast<unsigned char>(c) <= ' ' ||
          std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) {
        c = '_';
      }
    }
    return part;
  }

  std::string column_;
  std::unordered_map<std::string, uint64_t> counts_;
  std::vector<std::pair<std::string, uint64_t>> chosen_;
  std::unordered_map<std::string, size_t> place_;
  std::vector<Sums> sums_;
  size_t others_ = 0;
};

/// Weights by month, where the month is known, and by year.
class Times {
 public:
  void add(const std::optional<corpus::Date>& date, std::span<const float> weights) {
    if (!date.has_value()) return;
    const std::chrono::year_month_day civil{std::chrono::sys_days(std::chrono::days(date->days))};
    const int year = static_cast<int>(civil.year());
    years_[year].add(weights);
    if (date->precision < corpus::DatePrecision::kMonth) return;
    months_[12 * year + static_cast<int>(static_cast<unsigned>(civil.month())) - 1].add(weights);
  }

  void move_to(DocumentBins& result, size_t documents) const {
    uint64_t dated = 0;
    for (const auto& [year, sums] : years_) dated += sums.documents;
    if (2 * dated < documents) return;  // a few dates among other things are no time axis
    if (years_.size() >= kFewestYears) {
      result.time_unit = "year";
      fill(
          years_, [](int year) { return std::to_string(year); }, result.times);
    } else if (months_.size() >= kFewestYears) {
      result.time_unit = "month";
      fill(
          months_, [](int month) { return fmt::format("{}-{:02}", month / 12, month % 12 + 1); },
          result.times);
    }
  }

 private:
  template <typename Name>
  static void fill(const std::map<int, Sums>& sums, const Name& name, std::vector<Bin>& bins) {
    for (int at = sums.begin()->first; at <= sums.rbegin()->first; ++at) {
      const auto found = sums.find(at);
      bins.push_back(found == sums.end() ? Bin{name(at), 0, {}} : found->second.bin(name(at)));
    }
  }

  std::map<int, Sums> years_;
  std::map<int, Sums> months_;
};

// Columns may be told apart only by characters that a file name cannot have.
bool is_taken(const std::vector<ColumnBins>& columns, const std::string& file) {
  return std::any_of(columns.begin(), columns.end(),
                     [&file](const auto& column) { return column.file == file; });
}

const std::string& value_of(const DocumentRow& row, size_t column) {
  return column == 0 ? row.label : row.groups[column - 1];
}

}  // namespace

Result<DocumentBins> bin_documents(const ExportSource& source, const Wording& words, const Walk& walk) {
  std::vector<ColumnValues> columns;
  columns.emplace_back("label");
  for (const std::string& group : source.group_columns) columns.emplace_back(group);
  THETA_RETURN_IF_ERROR(for_each_row(source, walk, [&columns](size_t, const DocumentRow& row) {
    for (size_t c = 0; c < columns.size(); ++c) columns[c].count(value_of(row, c));
    return Status();
  }));
  for (ColumnValues& column : columns) column.choose();
  Times times;
  THETA_RETURN_IF_ERROR(for_each_row(source, walk, [&](size_t d, const DocumentRow& row) {
    const auto weights = source.view.theta.row_span(d);
    for (size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].useful()) columns[c].add(value_of(row, c), weights);
    }
    times.add(corpus::parse_date(row.time), weights);
    return Status();
  }));
  DocumentBins result;
  for (const ColumnValues& column : columns) {
    if (!column.useful()) continue;
    ColumnBins bins = column.bins(words);
    const std::string file = bins.file;
    for (size_t n = 2; is_taken(result.columns, bins.file); ++n) bins.file = fmt::format("{}_{}", file, n);
    result.columns.push_back(std::move(bins));
  }
  times.move_to(result, source.documents());
  return result;
}

}  // namespace theta::exports
