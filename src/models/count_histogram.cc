#include "models/count_histogram.h"

#include <algorithm>

namespace theta::models {
namespace {

constexpr uint64_t kTable = 2048;

}  // namespace

void CountHistogram::add(uint64_t count) {
  if (count == 0) return;
  if (count >= kTable) {
    large_.push_back(count);
    return;
  }
  if (times_.size() <= count) times_.resize(count + 1);
  ++times_[count];
}

void CountHistogram::add(const CountHistogram& other) {
  if (times_.size() < other.times_.size()) times_.resize(other.times_.size());
  for (size_t n = 0; n < other.times_.size(); ++n) times_[n] += other.times_[n];
  large_.insert(large_.end(), other.large_.begin(), other.large_.end());
}

std::vector<CountHistogram::Entry> CountHistogram::entries() const {
  std::vector<Entry> result;
  for (size_t n = 0; n < times_.size(); ++n) {
    if (times_[n] > 0) result.push_back({n, times_[n]});
  }
  std::vector<uint64_t> sorted = large_;
  std::sort(sorted.begin(), sorted.end());
  for (const uint64_t count : sorted) {
    if (result.empty() || result.back().count != count) result.push_back({count, 0});
    ++result.back().times;
  }
  return result;
}

}  // namespace theta::models
