#include "engine/held_out.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/random.h"
#include "engine/part_sizes.h"

namespace theta::engine {
namespace {

constexpr uint64_t kSplitSeed = 0;  // not the model's: metrics of several seeds measure the same documents
constexpr uint64_t kSplitStream = 11;

// Moves `count` randomly chosen numbers from `from` to the result; both stay sorted.
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

// The rows of a corpus: what goes to one part whole. Without pieces, each document is a row.
size_t row_count(const corpus::Corpus& corpus) {
  return corpus.row_offsets.empty() ? corpus.documents() : corpus.row_offsets.size() - 1;
}
uint32_t first_document(const corpus::Corpus& corpus, uint32_t row) {
  return corpus.row_offsets.empty() ? row : static_cast<uint32_t>(corpus.row_offsets[row]);
}

// Turns numbers of rows into numbers of their documents.
void expand(const corpus::Corpus& corpus, std::vector<uint32_t>& rows) {
  if (corpus.row_offsets.empty()) return;
  std::vector<uint32_t> documents;
  for (const uint32_t row : rows) {
    for (uint32_t d = first_document(corpus, row); d < first_document(corpus, row + 1); ++d)
      documents.push_back(d);
  }
  rows = std::move(documents);
}

}  // namespace

Parts divide(const corpus::Corpus& corpus) {
  Parts parts;
  const size_t rows = row_count(corpus);
  if (corpus.split.empty()) {
    parts.train.resize(rows);
    std::iota(parts.train.begin(), parts.train.end(), 0u);
    parts.test = take(parts.train, test_rows(rows), 0);
    parts.valid = take(parts.train, valid_rows(rows), 1);
  } else {
    for (uint32_t row = 0; row < rows; ++row) {
      const corpus::Split split = corpus.split[first_document(corpus, row)];
      (split == corpus::Split::kTrain   ? parts.train
       : split == corpus::Split::kValid ? parts.valid
                                        : parts.test)
          .push_back(row);
    }
    if (parts.valid.empty()) parts.valid = take(parts.train, valid_rows(parts.train.size()), 1);
  }
  for (std::vector<uint32_t>* const part : {&parts.train, &parts.valid, &parts.test}) expand(corpus, *part);
  return parts;
}

std::vector<corpus::Split> part_of_each(const Parts& parts, size_t documents) {
  std::vector<corpus::Split> part(documents, corpus::Split::kTrain);
  for (const uint32_t d : parts.valid) part[d] = corpus::Split::kValid;
  for (const uint32_t d : parts.test) part[d] = corpus::Split::kTest;
  return part;
}

}  // namespace theta::engine
