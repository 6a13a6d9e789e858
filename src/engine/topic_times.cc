#include "engine/topic_times.h"

#include <algorithm>

#include "engine/model_slices.h"
#include "engine/model_times.h"

namespace theta::engine {
namespace {

using corpus::TimeSlices;

// Puts every document into the slice of its day.
void place_documents(const std::vector<std::optional<corpus::Date>>& dates, TimeSlices& slices) {
  for (const std::optional<corpus::Date>& date : dates) {
    slices.of_document.push_back(date.has_value() ? corpus::slice_of_day(slices.slices, date->days)
                                                  : TimeSlices::kNoSlice);
  }
}

}  // namespace

TopicTimes measure_topic_times(ThreadPool& pool, const TimeSlices& slices, const math::Matrix<float>& theta,
                               size_t num_topics, std::span<const uint32_t> tokens) {
  TopicTimes times;
  times.bin = slices.bin;
  times.slices = slices.slices;
  times.day_order = slices.day_order;
  times.shares =
      eval::topic_shares(pool, theta, num_topics, tokens, slices.of_document, slices.slices.size());
  times.undated = static_cast<uint64_t>(
      std::count(slices.of_document.begin(), slices.of_document.end(), TimeSlices::kNoSlice));
  return times;
}

Result<std::optional<TopicTimes>> topic_times_of(ThreadPool& pool, const ModelView& view,
                                                 const corpus::TimeBinChoice& choice) {
  THETA_ASSIGN(const auto dated, read_model_times(view.folder, view.manifest, view.theta.rows()));
  if (!dated.has_value()) return std::optional<TopicTimes>();
  THETA_ASSIGN(std::optional<TimeSlices> slices, slices_of_manifest(view.manifest));
  if (slices.has_value() && !choice.bin.has_value()) {
    place_documents(dated->dates, *slices);
  } else {
    THETA_ASSIGN(slices, corpus::cut_time(dated->dates, choice));
  }
  TopicTimes times = measure_topic_times(pool, *slices, view.theta, view.topics.size(), dated->tokens);
  times.knows_tokens = dated->knows_tokens;
  return std::optional<TopicTimes>(std::move(times));
}

formats::Json time_json(const TopicTimes& times) {
  formats::Json slices = formats::Json::array();
  for (size_t t = 0; t < times.slices.size(); ++t) {
    slices.push_back({{"label", times.slices[t].label},
                      {"first", corpus::day_text(times.slices[t].first)},
                      {"end", corpus::day_text(times.slices[t].end)},
                      {"documents", times.shares.documents[t]},
                      {"tokens", times.shares.tokens[t]}});
  }
  return {{"bin", corpus::time_bin_name(times.bin)},
          {"slices", std::move(slices)},
          {"undated", times.undated},
          {"day_first", times.day_order == corpus::DayOrder::kDayFirst}};
}

}  // namespace theta::engine
