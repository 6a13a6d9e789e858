#include "views/drift.h"

#include "base/thread_pool.h"
#include "engine/slice_topics.h"
#include "engine/time_tables.h"
#include "engine/topic_layer.h"

namespace theta::views {
namespace {

using formats::Json;

Json changed_json(const std::vector<eval::DriftWord>& words, const std::vector<std::string>& vocabulary) {
  Json list = Json::array();
  for (const eval::DriftWord& word : words) {
    list.push_back(
        {{"word", vocabulary[word.word]}, {"before", word.before}, {"after", word.after}, {"z", word.z}});
  }
  return list;
}

Json both_json(const eval::DriftWords& words, const std::vector<std::string>& vocabulary) {
  return {{"rising", changed_json(words.rising, vocabulary)},
          {"falling", changed_json(words.falling, vocabulary)}};
}

Json topic_drift_json(const engine::TopicView& topic, const eval::TopicDrift& drift,
                      const std::vector<std::string>& vocabulary) {
  Json top = Json::array();
  Json steps = Json::array();
  for (size_t t = 0; t < drift.top.size(); ++t) {
    Json words = Json::array();
    for (const eval::SliceWord& word : drift.top[t])
      words.push_back({{"word", vocabulary[word.word]}, {"probability", word.probability}});
    top.push_back(std::move(words));
    steps.push_back(both_json(drift.step[t], vocabulary));
  }
  return {{"topic_id", topic.topic_id},
          {"name", topic.name},
          {"top", std::move(top)},
          {"steps", std::move(steps)},
          {"whole", both_json(drift.whole, vocabulary)}};
}

}  // namespace

Result<Json> drift_json(const Snapshot& snapshot) {
  THETA_ASSIGN(const auto slices, engine::SliceTopics::open(snapshot.folder()));
  if (!slices.has_value()) return Json();
  THETA_ASSIGN(const auto own, snapshot.times({}));
  if (own == nullptr) return Json();
  engine::TopicTimes times = *own;
  const std::vector<uint32_t>& visible = snapshot.visible();
  for (math::Matrix<double>* const part : {&times.shares.share, &times.shares.low, &times.shares.high})
    *part = engine::select_columns(*part, visible);
  std::vector<uint32_t> ids;
  for (const uint32_t k : visible) ids.push_back(snapshot.view().topics[k].topic_id);
  ThreadPool pool(1);
  THETA_ASSIGN(const auto drift, engine::word_drift_of(pool, *slices, times, ids, snapshot.folder()));
  Json labels = Json::array();
  for (const corpus::TimeSlice& slice : times.slices) labels.push_back(slice.label);
  Json topics = Json::array();
  for (size_t i = 0; i < visible.size(); ++i) {
    topics.push_back(topic_drift_json(snapshot.view().topics[visible[i]], drift[i], slices->vocabulary()));
  }
  return Json{{"slices", std::move(labels)}, {"topics", std::move(topics)}};
}

}  // namespace theta::views
