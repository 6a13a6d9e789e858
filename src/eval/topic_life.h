#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "eval/topic_shares.h"

namespace theta::eval {

enum class Trend : uint8_t { kSteady, kRising, kFalling };
std::string_view trend_name(Trend trend);  ///< "steady", "rising", "falling"

/// What becomes of a topic over time. Only slices that count are looked at: those of kFewDocuments or more,
/// or, when there are none, all that hold tokens.
///
/// A topic is strong in a slice when its share is at least half of its peak, and weak when even the upper end
/// of the share's interval is below that. A slice of fewer than kFewDocuments is never weak: its interval is
/// not to be trusted.
struct TopicLife {
  double mean_share = 0;  ///< over all slices, weighted by their tokens
  size_t peak = 0;        ///< the slice that counts with the largest share, the earliest of equals
  std::optional<size_t>
      birth;  ///< the first strong slice, when an earlier one is weak; else it was there before
  std::optional<size_t> fading;  ///< the last strong slice, when a later one is weak; else it lasts
  /// Mean share in the last third of the slices that count (weighted by their tokens) less that in the first
  /// third, and its 95 % interval: of the variance that the shares' intervals give and the one that the
  /// spread of the third's slices gives, the larger; -1 to 1 where neither is known. 0 with one slice.
  double gain = 0;
  double gain_low = 0;
  double gain_high = 0;
  Trend trend = Trend::kSteady;  ///< rising or falling when that interval leaves out 0
};

inline constexpr uint64_t kFewDocuments = 5;  ///< fewer say more about their authors than about their time

/// The slices that count, ascending; empty when no slice holds tokens.
std::vector<size_t> slices_that_count(const TopicShares& shares);

/// One life for each topic: [K]. All zero when no slice holds tokens.
std::vector<TopicLife> topic_lives(const TopicShares& shares);

}  // namespace theta::eval
