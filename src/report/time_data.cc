#include "report/time_data.h"

#include <algorithm>
#include <unordered_map>

#include "eval/topic_life.h"
#include "report/page_numbers.h"

namespace theta::report {
namespace {

using nlohmann::json;

constexpr size_t kWordsOfSlice = 8;
constexpr size_t kWordsOfStep = 5;  // rising, and falling

json matrix_data(const math::Matrix<double>& values) {
  json rows = json::array();
  for (size_t r = 0; r < values.rows(); ++r) {
    json row = json::array();
    for (const double value : values.row_span(r)) row.push_back(rounded(value, 4));
    rows.push_back(std::move(row));
  }
  return rows;
}

json slice_or_null(const std::optional<size_t>& slice) {
  return slice.has_value() ? json(*slice) : json(nullptr);
}

json life_data(const eval::TopicShares& shares) {
  json list = json::array();
  for (const eval::TopicLife& life : eval::topic_lives(shares)) {
    list.push_back({{"mean", rounded(life.mean_share, 4)},
                    {"peak", life.peak},
                    {"birth", slice_or_null(life.birth)},
                    {"fading", slice_or_null(life.fading)},
                    {"trend", eval::trend_name(life.trend)},
                    {"gain", rounded(life.gain, 4)},
                    {"low", rounded(life.gain_low, 4)},
                    {"high", rounded(life.gain_high, 4)}});
  }
  return list;
}

/// Numbers the words that the page shows in the order in which they come up.
class DriftNames {
 public:
  explicit DriftNames(const std::vector<std::string>& vocabulary) : vocabulary_(vocabulary) {}

  size_t number(uint32_t word) {
    const auto [entry, is_new] = numbers_.emplace(word, names_.size());
    if (is_new) names_.push_back(vocabulary_[word]);
    return entry->second;
  }
  json take() { return std::move(names_); }

 private:
  const std::vector<std::string>& vocabulary_;
  std::unordered_map<uint32_t, size_t> numbers_;
  json names_ = json::array();
};

json step_data(const eval::DriftWords& words, DriftNames& names) {
  json both = json::array();
  for (const std::vector<eval::DriftWord>* const list : {&words.rising, &words.falling}) {
    json numbers = json::array();
    for (size_t i = 0; i < std::min(kWordsOfStep, list->size()); ++i)
      numbers.push_back(names.number((*list)[i].word));
    both.push_back(std::move(numbers));
  }
  return both;
}

json whole_data(const eval::DriftWords& words, DriftNames& names) {
  json both = json::array();
  for (const std::vector<eval::DriftWord>* const list : {&words.rising, &words.falling}) {
    json rows = json::array();
    for (const eval::DriftWord& word : *list)
      rows.push_back({names.number(word.word), rounded(word.before, 3), rounded(word.after, 3)});
    both.push_back(std::move(rows));
  }
  return both;
}

json topic_drift_data(const eval::TopicDrift& drift, DriftNames& names) {
  json top = json::array();
  json step = json::array();
  for (size_t t = 0; t < drift.top.size(); ++t) {
    json words = json::array();
    for (size_t i = 0; i < std::min(kWordsOfSlice, drift.top[t].size()); ++i)
      words.push_back(names.number(drift.top[t][i].word));
    top.push_back(std::move(words));
    step.push_back(step_data(drift.step[t], names));
  }
  return {{"top", std::move(top)}, {"step", std::move(step)}, {"whole", whole_data(drift.whole, names)}};
}

}  // namespace

json time_data(const std::optional<TimeShares>& time) {
  if (!time.has_value()) return nullptr;
  const eval::TopicShares& shares = time->shares;
  return {{"labels", time->labels},         {"documents", shares.documents},
          {"tokens", shares.tokens},        {"share", matrix_data(shares.share)},
          {"low", matrix_data(shares.low)}, {"high", matrix_data(shares.high)},
          {"without", time->without_date},  {"knows_tokens", time->knows_tokens},
          {"few", eval::kFewDocuments},     {"life", life_data(shares)}};
}

json drift_data(const std::optional<WordDrift>& drift, const std::vector<std::string>& vocabulary) {
  if (!drift.has_value()) return nullptr;
  DriftNames names(vocabulary);
  json topics = json::array();
  for (const eval::TopicDrift& topic : drift->topics) topics.push_back(topic_drift_data(topic, names));
  return {{"labels", drift->labels},
          {"documents", drift->documents},
          {"topics", std::move(topics)},
          {"words", names.take()}};
}

}  // namespace theta::report
