#include "base/random.h"

#include <cmath>

namespace theta {
namespace {

constexpr uint32_t kMultiplier0 = 0xD2511F53U;
constexpr uint32_t kMultiplier1 = 0xCD9E8D57U;
constexpr uint32_t kWeyl0 = 0x9E3779B9U;
constexpr uint32_t kWeyl1 = 0xBB67AE85U;
constexpr int kRounds = 10;

uint64_t mix(uint64_t x) {
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

uint64_t join(uint32_t high, uint32_t low) {
  return (static_cast<uint64_t>(high) << 32) | low;
}

}  // namespace

std::array<uint32_t, 4> CounterRandom::block(uint64_t position) const {
  uint32_t c0 = static_cast<uint32_t>(position);
  uint32_t c1 = static_cast<uint32_t>(position >> 32);
  uint32_t c2 = static_cast<uint32_t>(stream_);
  uint32_t c3 = static_cast<uint32_t>(stream_ >> 32);
  uint32_t k0 = static_cast<uint32_t>(seed_);
  uint32_t k1 = static_cast<uint32_t>(seed_ >> 32);
  for (int round = 0; round < kRounds; ++round) {
    const uint64_t product0 = static_cast<uint64_t>(kMultiplier0) * c0;
    const uint64_t product1 = static_cast<uint64_t>(kMultiplier1) * c2;
    c0 = static_cast<uint32_t>(product1 >> 32) ^ c1 ^ k0;
    c1 = static_cast<uint32_t>(product1);
    c2 = static_cast<uint32_t>(product0 >> 32) ^ c3 ^ k1;
    c3 = static_cast<uint32_t>(product0);
    k0 += kWeyl0;
    k1 += kWeyl1;
  }
  return {c0, c1, c2, c3};
}

float CounterRandom::uniform(uint64_t index) const {
  const auto words = block(index / 4);
  return static_cast<float>(words[index % 4] >> 8) * 0x1p-24F;
}

double CounterRandom::uniform_double(uint64_t index) const {
  const auto words = block(index);
  return static_cast<double>(join(words[0], words[1]) >> 11) * 0x1p-53;
}

uint64_t CounterRandom::below(uint64_t index, uint64_t bound) const {
  const auto words = block(index);
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(join(words[0], words[1])) * bound;
  return static_cast<uint64_t>(product >> 64);
}

std::pair<double, double> CounterRandom::normal_pair(uint64_t index) const {
  const auto words = block(index);
  // (0, 1]: the logarithm never sees zero.
  const double u = (static_cast<double>(join(words[0], words[1]) >> 11) + 1.0) * 0x1p-53;
  const double v = static_cast<double>(join(words[2], words[3]) >> 11) * 0x1p-53;
  const double radius = std::sqrt(-2.0 * std::log(u));
  const double angle = 6.283185307179586476925286766559 * v;
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

uint64_t stream_id(uint64_t a, uint64_t b, uint64_t c) {
  return mix(mix(mix(a + 0x9E3779B97F4A7C15ULL) + b + 0x9E3779B97F4A7C15ULL) + c + 0x9E3779B97F4A7C15ULL);
}

}  // namespace theta
