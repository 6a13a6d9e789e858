#include "eval/topic_shares.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace theta::eval {
namespace {

constexpr size_t kReplicates = 200;
constexpr size_t kMostBlocks = 1000;
constexpr uint64_t kPurpose = 0x736861726573;  // of the random stream

// Poisson with mean 1 by inversion; 1 - u lies in (0, 1].
unsigned poisson_one(double u) {
  double probability = std::exp(-1.0);
  double below = probability;
  unsigned count = 0;
  while (u >= below && count < 20) {
    probability /= ++count;
    below += probability;
  }
  return count;
}

/// Sums of theta * tokens and of tokens over some documents.
struct Block {
  std::vector<double> weighted;  // [K]
  double tokens = 0;
};

std::vector<Block> make_blocks(const math::Matrix<float>& theta, size_t num_topics,
                               std::span<const uint32_t> tokens, const std::vector<uint32_t>& documents) {
  std::vector<Block> blocks(std::min(documents.size(), kMostBlocks));
  for (Block& block : blocks) block.weighted.assign(num_topics, 0);
  for (size_t i = 0; i < documents.size(); ++i) {
    Block& block = blocks[i % blocks.size()];
    const uint32_t d = documents[i];
    const auto length = static_cast<double>(tokens[d]);
    block.tokens += length;
    for (size_t k = 0; k < num_topics; ++k) block.weighted[k] += length * static_cast<double>(theta(d, k));
  }
  return blocks;
}

// Shares of one replicate into `row`; false when no token was drawn.
bool draw(const std::vector<Block>& blocks, const CounterRandom& random, size_t replicate,
          std::vector<double>& row) {
  std::fill(row.begin(), row.end(), 0);
  double sum = 0;
  for (size_t b = 0; b < blocks.size(); ++b) {
    const unsigned times = poisson_one(random.uniform_double(replicate * blocks.size() + b));
    if (times == 0) continue;
    sum += times * blocks[b].tokens;
    for (size_t k = 0; k < row.size(); ++k) row[k] += times * blocks[b].weighted[k];
  }
  if (sum == 0) return false;
  for (double& share : row) share /= sum;
  return true;
}

void measure_slice(const std::vector<Block>& blocks, size_t t, TopicShares& result) {
  const size_t num_topics = result.share.cols();
  double tokens = 0;
  for (const Block& block : blocks) {
    tokens += block.tokens;
    for (size_t k = 0; k < num_topics; ++k) result.share(t, k) += block.weighted[k];
  }
  if (tokens == 0) return;
  for (size_t k = 0; k < num_topics; ++k) result.share(t, k) /= tokens;
  const CounterRandom random(0, stream_id(kPurpose, t));
  std::vector<std::vector<double>> drawn(num_topics);
  std::vector<double> row(num_topics);
  for (size_t r = 0; r < kReplicates; ++r) {
    if (!draw(blocks, random, r, row)) continue;
    for (size_t k = 0; k < num_topics; ++k) drawn[k].push_back(row[k]);
  }
  for (size_t k = 0; k < num_topics; ++k) {
    std::vector<double>& values = drawn[k];
    if (values.empty()) continue;
    std::sort(values.begin(), values.end());
    const auto quantile = [&values](double p) {
      return values[static_cast<size_t>(std::lround(p * static_cast<double>(values.size() - 1)))];
    };
    result.low(t, k) = std::min(quantile(0.025), result.share(t, k));
    result.high(t, k) = std::max(quantile(0.975), result.share(t, k));
  }
}

}  // namespace

TopicShares topic_shares(ThreadPool& pool, const math::Matrix<float>& theta, size_t num_topics,
                         std::span<const uint32_t> tokens, std::span<const uint32_t> slice, size_t slices) {
  TopicShares result;
  result.documents.assign(slices, 0);
  result.tokens.assign(slices, 0);
  result.share = math::Matrix<double>(slices, num_topics);
  result.low = math::Matrix<double>(slices, num_topics);
  result.high = math::Matrix<double>(slices, num_topics);
  std::vector<std::vector<uint32_t>> members(slices);
  for (uint32_t d = 0; d < slice.size(); ++d) {
    if (slice[d] >= slices) continue;
    members[slice[d]].push_back(d);
    ++result.documents[slice[d]];
    result.tokens[slice[d]] += tokens[d];
  }
  pool.run(slices, [&](size_t t, size_t /*worker*/) {
    measure_slice(make_blocks(theta, num_topics, tokens, members[t]), t, result);
  });
  return result;
}

}  // namespace theta::eval
