#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/time_slices.h"
#include "engine/model_view.h"
#include "eval/topic_shares.h"
#include "formats/json.h"

namespace theta::engine {

/// How much of each slice of time each topic of a model holds.
struct TopicTimes {
  corpus::TimeBin bin = corpus::TimeBin::kYear;
  std::vector<corpus::TimeSlice> slices;  ///< [T]
  eval::TopicShares shares;               ///< of [T, K]
  corpus::DayOrder day_order = corpus::DayOrder::kMonthFirst;
  uint64_t undated = 0;      ///< documents that no slice holds
  bool knows_tokens = true;  ///< else every document weighs the same
};

/// Measures them: `slices` hold the D documents, `theta` is [D, at least K], `tokens` [D].
TopicTimes measure_topic_times(ThreadPool& pool, const corpus::TimeSlices& slices,
                               const math::Matrix<float>& theta, size_t num_topics,
                               std::span<const uint32_t> tokens);

/// The same of the topics of a view [K'], hidden ones too, which must hold theta. Without a wish in `choice`
/// the slices are the model's own. Nothing when the texts have no dates.
Result<std::optional<TopicTimes>> topic_times_of(ThreadPool& pool, const ModelView& view,
                                                 const corpus::TimeBinChoice& choice = {});

/// "time" of a manifest: bin, slices with their documents and tokens, undated, day_first.
formats::Json time_json(const TopicTimes& times);

}  // namespace theta::engine
