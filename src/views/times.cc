#include "views/times.h"

#include <algorithm>

#include "engine/time_tables.h"
#include "eval/topic_life.h"
#include "views/availability.h"
#include "views/drift.h"

namespace theta::views {
namespace {

using engine::TopicTimes;
using formats::Json;

Json slice_or_null(const std::optional<size_t>& slice) {
  return slice.has_value() ? Json(*slice) : Json();
}

Json life_json(const eval::TopicLife& life) {
  return {{"mean_share", life.mean_share},
          {"peak", life.peak},
          {"birth", slice_or_null(life.birth)},
          {"fading", slice_or_null(life.fading)},
          {"trend", eval::trend_name(life.trend)},
          {"gain", life.gain},
          {"gain_low", life.gain_low},
          {"gain_high", life.gain_high}};
}

Json column_json(const math::Matrix<double>& matrix, uint32_t column) {
  Json values = Json::array();
  for (size_t t = 0; t < matrix.rows(); ++t) values.push_back(matrix(t, column));
  return values;
}

Json slice_json(const TopicTimes& times, size_t t) {
  return {{"label", times.slices[t].label},
          {"first", corpus::day_text(times.slices[t].first)},
          {"end", corpus::day_text(times.slices[t].end)},
          {"documents", times.shares.documents[t]},
          {"tokens", times.shares.tokens[t]}};
}

// Topics with this trend, the largest change first.
Json with_trend(const Snapshot& snapshot, const std::vector<eval::TopicLife>& lives, eval::Trend trend) {
  std::vector<uint32_t> order;
  for (const uint32_t k : snapshot.visible()) {
    if (lives[k].trend == trend) order.push_back(k);
  }
  std::stable_sort(order.begin(), order.end(), [&lives](uint32_t a, uint32_t b) {
    return std::abs(lives[a].gain) > std::abs(lives[b].gain);
  });
  Json ids = Json::array();
  for (const uint32_t k : order) ids.push_back(snapshot.view().topics[k].topic_id);
  return ids;
}

/// Either slices, or why there are none.
struct Found {
  std::shared_ptr<const TopicTimes> times;
  Json missing;
};

// What corpus::cut_time() says, without the option of the command line that it names at both ends.
std::string reason_of(std::string message) {
  constexpr std::string_view kOption = "--time-bin ";
  if (!message.starts_with(kOption)) return message;
  message.erase(0, message.find(": ") + 2);
  message.erase(std::min(message.size(), message.find("; ")));
  return message;
}

Result<Found> find_times(const Snapshot& snapshot, const corpus::TimeBinChoice& choice) {
  Result<std::shared_ptr<const TopicTimes>> times = snapshot.times(choice);
  if (!times.ok() && times.error().kind == ErrorKind::kBadInput) {
    return Found{nullptr, unavailable(reason_of(times.error().message), {"choose a coarser frequency"})};
  }
  if (!times.ok()) return times.error();
  if (times.value() == nullptr) {
    return Found{nullptr, unavailable("no document of this model has a date",
                                      {"name the column with dates as the time column of the data set, "
                                       "and train again"})};
  }
  return Found{std::move(times).value(), Json()};
}

Json head_json(const TopicTimes& times) {
  return {{"available", true},
          {"bin", corpus::time_bin_name(times.bin)},
          {"day_first", times.day_order == corpus::DayOrder::kDayFirst},
          {"undated_documents", times.undated},
          {"knows_tokens", times.knows_tokens},
          {"few_documents", eval::kFewDocuments}};
}

}  // namespace

Result<corpus::TimeBinChoice> parse_frequency(std::string_view text) {
  using enum corpus::TimeBin;
  if (text.empty()) return corpus::TimeBinChoice{};
  if (text == "Y") return corpus::TimeBinChoice{kYear};
  if (text == "Q") return corpus::TimeBinChoice{kQuarter};
  if (text == "M") return corpus::TimeBinChoice{kMonth};
  if (text == "W") return corpus::TimeBinChoice{kWeek};
  if (text == "D") return corpus::TimeBinChoice{kDay};
  return usage_error("query: freq must be one of Y, Q, M, W and D");
}

Result<Json> times_view(const Snapshot& snapshot, const corpus::TimeBinChoice& choice) {
  THETA_ASSIGN(const Found found, find_times(snapshot, choice));
  if (found.times == nullptr) return found.missing;
  const TopicTimes& times = *found.times;
  const std::vector<eval::TopicLife> lives = eval::topic_lives(times.shares);
  Json json = head_json(times);
  json["slices"] = Json::array();
  for (size_t t = 0; t < times.slices.size(); ++t) json["slices"].push_back(slice_json(times, t));
  json["topics"] = Json::array();
  for (const uint32_t k : snapshot.visible()) {
    json["topics"].push_back({{"topic_id", snapshot.view().topics[k].topic_id},
                              {"name", snapshot.view().topics[k].name},
                              {"share", column_json(times.shares.share, k)},
                              {"low", column_json(times.shares.low, k)},
                              {"high", column_json(times.shares.high, k)},
                              {"life", life_json(lives[k])}});
  }
  json["rising"] = with_trend(snapshot, lives, eval::Trend::kRising);
  json["falling"] = with_trend(snapshot, lives, eval::Trend::kFalling);
  THETA_ASSIGN(json["drift"], drift_json(snapshot));
  return json;
}

Result<Json> timeline_view(const Snapshot& snapshot, uint32_t topic, const corpus::TimeBinChoice& choice) {
  THETA_ASSIGN(const Found found, find_times(snapshot, choice));
  if (found.times == nullptr) return found.missing;
  const TopicTimes& times = *found.times;
  Json json = head_json(times);
  json["slices"] = Json::array();
  for (size_t t = 0; t < times.slices.size(); ++t) {
    Json slice = slice_json(times, t);
    slice["share"] = times.shares.share(t, topic);
    slice["low"] = times.shares.low(t, topic);
    slice["high"] = times.shares.high(t, topic);
    json["slices"].push_back(std::move(slice));
  }
  json["life"] = life_json(eval::topic_lives(times.shares)[topic]);
  return json;
}

}  // namespace theta::views
