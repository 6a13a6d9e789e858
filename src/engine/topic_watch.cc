#include "engine/topic_watch.h"

#include <algorithm>
#include <numeric>

namespace theta::engine {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMostLooks = 60;
constexpr Clock::duration kLeastPause = std::chrono::seconds(2);
constexpr int kPauseForCost = 20;

}  // namespace

TopicWatch::TopicWatch(size_t epochs)
    : stride_(std::max<size_t>(1, (epochs + kMostLooks - 1) / kMostLooks)) {}

bool TopicWatch::is_due(size_t epoch) const {
  return epoch >= next_epoch_ && Clock::now() >= next_time_;
}

formats::Json TopicWatch::look(size_t epoch, const math::Matrix<float>& word_topic, size_t topics,
                               const std::vector<std::string>& vocabulary) {
  next_epoch_ = epoch + stride_;
  formats::Json list = formats::Json::array();
  std::vector<size_t> order(vocabulary.size());
  const size_t shown = std::min(kWords, order.size());
  for (size_t k = 0; k < topics; ++k) {
    std::iota(order.begin(), order.end(), size_t{0});
    const auto is_before = [&](size_t a, size_t b) {
      return word_topic(a, k) != word_topic(b, k) ? word_topic(a, k) > word_topic(b, k) : a < b;
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                      is_before);
    formats::Json words = formats::Json::array();
    for (size_t i = 0; i < shown; ++i) words.push_back(vocabulary[order[i]]);
    list.push_back({{"topic_id", k}, {"words", std::move(words)}});
  }
  return {{"epoch", epoch}, {"topics", std::move(list)}};
}

void TopicWatch::note_cost(Clock::duration cost) {
  next_time_ = Clock::now() + std::max(kLeastPause, kPauseForCost * cost);
}

}  // namespace theta::engine
