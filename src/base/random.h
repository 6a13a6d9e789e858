#pragma once

#include <array>
#include <cstdint>
#include <utility>

namespace theta {

/// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel Random Numbers:
/// As Easy as 1, 2, 3", SC 2011). A number depends only on (seed, stream, position), so work can be cut
/// into any number of threads and still draw the same values.
class CounterRandom {
 public:
  /// `stream` names what the numbers are for (one per document and epoch, say).
  CounterRandom(uint64_t seed, uint64_t stream) : seed_(seed), stream_(stream) {}

  /// Four independent 32-bit words for block `position`.
  std::array<uint32_t, 4> block(uint64_t position) const;

  /// Uniform in [0, 1) with 24 random bits, for element `index` of the stream.
  float uniform(uint64_t index) const;
  /// Uniform in [0, 1) with 53 random bits.
  double uniform_double(uint64_t index) const;
  /// Uniform integer in [0, bound), bound > 0. Bias below bound / 2^64.
  uint64_t below(uint64_t index, uint64_t bound) const;
  /// Two independent standard normal values (Box-Muller) for pair `index`.
  std::pair<double, double> normal_pair(uint64_t index) const;

 private:
  uint64_t seed_;
  uint64_t stream_;
};

/// Mixes numbers into a stream id; order matters. Uses the finaliser of SplitMix64.
uint64_t stream_id(uint64_t a, uint64_t b, uint64_t c = 0);

}  // namespace theta
