#include "engine/held_out.h"

#include <algorithm>
#include <numeric>

#include "base/random.h"

namespace theta::engine {
namespace {

constexpr size_t kFewestToDivide = 50;
constexpr size_t kMostTest = 2000;
constexpr size_t kMostValid = 500;
constexpr uint64_t kSplitSeed = 0;  // not the model's: metrics of several seeds measure the same documents
constexpr uint64_t kSplitStream = 11;

// Moves `count` randomly chosen documents from `from` to the result; both stay sorted.
std::vector<uint32_t> take(std::vector<uint32_t>& from, size_t count, uint64_t stream) {
  const CounterRandom random(kSplitSeed, stream_id(kSplitStream, stream));
  std::vector<uint32_t> shuffled = from;
  for (size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[random.below(i, i)]);
  const auto middle = shuffled.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<uint32_t> taken(shuffled.begin(), middle);
  from.assign(middle, shuffled.end());
  std::sort(taken.begin(), taken.end());
  std::sort(from.begin(), from.end());
  return taken;
}

}  // namespace

Parts divide(const corpus::Corpus& corpus) {
  Parts parts;
  const size_t documents = corpus.documents();
  if (corpus.split.empty()) {
    parts.train.resize(documents);
    std::iota(parts.train.begin(), parts.train.end(), 0u);
    if (documents < kFewestToDivide) return parts;
    parts.test = take(parts.train, std::min(documents / 10, kMostTest), 0);
    parts.valid = take(parts.train, std::min(documents / 20, kMostValid), 1);
    return parts;
  }
  for (uint32_t d = 0; d < documents; ++d) {
    (corpus.split[d] == corpus::Split::kTrain   ? parts.train
     : corpus.split[d] == corpus::Split::kValid ? parts.valid
                                                : parts.test)
        .push_back(d);
  }
  if (parts.valid.empty() && parts.train.size() >= kFewestToDivide) {
    parts.valid = take(parts.train, std::min(parts.train.size() / 20, kMostValid), 1);
  }
  return parts;
}

std::vector<corpus::Split> part_of_each(const Parts& parts, size_t documents) {
  std::vector<corpus::Split> part(documents, corpus::Split::kTrain);
  for (const uint32_t d : parts.valid) part[d] = corpus::Split::kValid;
  for (const uint32_t d : parts.test) part[d] = corpus::Split::kTest;
  return part;
}

}  // namespace theta::engine
