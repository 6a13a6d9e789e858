#include "export/token_topics.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace theta::exports {
namespace {

constexpr uint64_t kStream = 0x7374617465;  // apart from every other use of the seed
constexpr double kGoldenStep = 0.61803398874989485;

}  // namespace

std::span<const uint32_t> TokenTopics::draw(size_t document, std::span<const float> theta,
                                            std::span<const uint32_t> words) {
  topics_.clear();
  sums_.resize(theta.size());
  double place = CounterRandom(seed_, stream_id(kStream, document)).uniform_double(0);
  for (const uint32_t word : words) {
    const float* const given = word_topic_->row(word);
    double sum = 0;
    for (size_t k = 0; k < theta.size(); ++k) {
      sum += double{theta[k]} * double{given[k]};
      sums_[k] = sum;
    }
    const auto chosen = std::upper_bound(sums_.begin(), sums_.end(), place * sum);
    // Past the end only when all probabilities are zero: then the document's largest topic.
    const auto fallback = std::max_element(theta.begin(), theta.end()) - theta.begin();
    topics_.push_back(static_cast<uint32_t>(chosen == sums_.end() ? fallback : chosen - sums_.begin()));
    place += kGoldenStep;
    place -= std::floor(place);
  }
  return topics_;
}

}  // namespace theta::exports
