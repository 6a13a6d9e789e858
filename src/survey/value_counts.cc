#include "survey/value_counts.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "survey/cut_text.h"

namespace theta::survey {
namespace {

constexpr size_t kLongestValue = 200;  // characters

}  // namespace

void ValueCounts::add(const std::string& value) {
  ++total_;
  const std::string key(first_characters(value, kLongestValue));
  const auto entry = counts_.find(key);
  if (entry != counts_.end()) {
    ++entry->second;
  } else if (counts_.size() < kMostValues) {
    counts_.emplace(key, 1);
  }
}

formats::Json ValueCounts::json(const std::string& column) const {
  std::vector<std::pair<std::string, uint64_t>> sorted(counts_.begin(), counts_.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (sorted.size() > kShown) sorted.resize(kShown);
  formats::Json values = formats::Json::array();
  uint64_t shown = 0;
  for (const auto& [value, documents] : sorted) {
    values.push_back({{"value", value}, {"documents", documents}});
    shown += documents;
  }
  return {{"column", column},
          {"distinct", counts_.size()},
          {"values", std::move(values)},
          {"others", total_ - shown}};
}

}  // namespace theta::survey
