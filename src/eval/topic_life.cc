#include "eval/topic_life.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace theta::eval {
namespace {

constexpr double kStrong = 0.5;             // of the peak
constexpr double kIntervalOfNormal = 3.92;  // standard errors between 2.5 % and 97.5 %
constexpr double kQuantile = 1.96;

struct Mean {
  double value = 0;
  std::optional<double> variance;
};

// Of the mean over slices of these weights, from the intervals of their shares.
std::optional<double> variance_by_intervals(const TopicShares& shares, size_t topic,
                                            std::span<const size_t> slices, std::span<const double> weights) {
  double variance = 0;
  for (size_t i = 0; i < slices.size(); ++i) {
    if (shares.documents[slices[i]] < kFewDocuments) return std::nullopt;
    const double width = shares.high(slices[i], topic) - shares.low(slices[i], topic);
    variance += std::pow(weights[i] * width / kIntervalOfNormal, 2);
  }
  return variance;
}

// The same from how far the slices lie apart.
std::optional<double> variance_by_spread(const TopicShares& shares, size_t topic,
                                         std::span<const size_t> slices, double mean) {
  const auto count = static_cast<double>(slices.size());
  if (count < 2) return std::nullopt;
  double sum = 0;
  for (const size_t t : slices) sum += std::pow(shares.share(t, topic) - mean, 2);
  return sum / (count - 1) / count;
}

// Over some slices, weighted by their tokens.
Mean mean_over(const TopicShares& shares, size_t topic, std::span<const size_t> slices) {
  double tokens = 0;
  for (const size_t t : slices) tokens += static_cast<double>(shares.tokens[t]);
  Mean mean;
  if (tokens == 0) return mean;
  std::vector<double> weights;
  for (const size_t t : slices) {
    weights.push_back(static_cast<double>(shares.tokens[t]) / tokens);
    mean.value += weights.back() * shares.share(t, topic);
  }
  const auto inner = variance_by_intervals(shares, topic, slices, weights);
  const auto outer = variance_by_spread(shares, topic, slices, mean.value);
  mean.variance = inner.has_value() && outer.has_value() ? std::max(*inner, *outer)
                  : inner.has_value()                    ? inner
                                                         : outer;
  return mean;
}

void measure_gain(const TopicShares& shares, size_t topic, std::span<const size_t> slices, TopicLife& life) {
  if (slices.size() < 2) return;
  const size_t third = std::max<size_t>(1, slices.size() / 3);
  const Mean early = mean_over(shares, topic, slices.first(third));
  const Mean late = mean_over(shares, topic, slices.last(third));
  life.gain = late.value - early.value;
  life.gain_low = -1;
  life.gain_high = 1;
  if (!early.variance.has_value() || !late.variance.has_value()) return;
  const double reach = kQuantile * std::sqrt(*early.variance + *late.variance);
  life.gain_low = life.gain - reach;
  life.gain_high = life.gain + reach;
  if (life.gain_low > 0) life.trend = Trend::kRising;
  if (life.gain_high < 0) life.trend = Trend::kFalling;
}

TopicLife life_of(const TopicShares& shares, size_t topic, std::span<const size_t> slices) {
  TopicLife life;
  std::vector<size_t> all(shares.tokens.size());
  for (size_t t = 0; t < all.size(); ++t) all[t] = t;
  life.mean_share = mean_over(shares, topic, all).value;
  if (slices.empty()) return life;
  life.peak = *std::max_element(slices.begin(), slices.end(), [&](size_t a, size_t b) {
    return shares.share(a, topic) < shares.share(b, topic);
  });
  const double level = kStrong * shares.share(life.peak, topic);
  const auto strong = [&](size_t t) { return shares.share(t, topic) >= level; };
  const auto weak = [&](size_t t) {
    return shares.documents[t] >= kFewDocuments && shares.high(t, topic) < level;
  };
  const auto first = std::find_if(slices.begin(), slices.end(), strong);
  const auto last = std::find_if(slices.rbegin(), slices.rend(), strong);
  if (std::any_of(slices.begin(), first, weak)) life.birth = *first;
  if (std::any_of(slices.rbegin(), last, weak)) life.fading = *last;
  measure_gain(shares, topic, slices, life);
  return life;
}

}  // namespace

std::string_view trend_name(Trend trend) {
  return trend == Trend::kRising ? "rising" : trend == Trend::kFalling ? "falling" : "steady";
}

std::vector<size_t> slices_that_count(const TopicShares& shares) {
  std::vector<size_t> filled;
  std::vector<size_t> count;
  for (size_t t = 0; t < shares.tokens.size(); ++t) {
    if (shares.tokens[t] == 0) continue;
    filled.push_back(t);
    if (shares.documents[t] >= kFewDocuments) count.push_back(t);
  }
  return count.empty() ? filled : count;
}

std::vector<TopicLife> topic_lives(const TopicShares& shares) {
  const std::vector<size_t> slices = slices_that_count(shares);
  std::vector<TopicLife> lives;
  for (size_t k = 0; k < shares.share.cols(); ++k) lives.push_back(life_of(shares, k, slices));
  return lives;
}

}  // namespace theta::eval
