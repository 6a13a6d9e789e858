#include "views/topics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/topic_model.h"
#include "eval/topic_life.h"
#include "views/words.h"

namespace theta::views {
namespace {

using formats::Json;

Json number_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json();
}

// The largest topics of the model as it was trained, the first of equals.
Result<Focus> usual_focus(const Snapshot& snapshot) {
  THETA_ASSIGN(const engine::NamesAndShares model,
               engine::read_names_and_shares(snapshot.folder(), snapshot.view().model_topics));
  std::vector<uint32_t> order(model.shares.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&model](uint32_t a, uint32_t b) { return model.shares[a] > model.shares[b]; });
  order.resize(std::min(order.size(), kMostSlots));
  return Focus(order.begin(), order.end());
}

/// What becomes of the topics over time, where anything is known of it.
Result<std::vector<eval::TopicLife>> lives_of(const Snapshot& snapshot) {
  const auto times = snapshot.times({});
  // Dates that cannot be cut into slices are no reason to show no topics.
  if (!times.ok() && times.error().kind != ErrorKind::kBadInput) return times.error();
  if (!times.ok() || times.value() == nullptr || times.value()->slices.size() < 2)
    return std::vector<eval::TopicLife>();
  return eval::topic_lives(times.value()->shares);
}

Json one_topic(const Snapshot& snapshot, uint32_t k, const TopicOptions& options,
               const std::vector<std::optional<size_t>>& slots, const std::vector<eval::TopicLife>& lives) {
  const engine::TopicView& topic = snapshot.view().topics[k];
  Json words = Json::array();
  for (const uint32_t word : words_by_relevance(snapshot, k, options.lambda, 0, options.top_k))
    words.push_back(word_json(snapshot, k, word, options.lambda));
  return {{"topic_id", topic.topic_id},
          {"name", topic.name},
          {"renamed", topic.renamed},
          {"hidden", topic.hidden},
          {"members", topic.members},
          {"slot", slots[k].has_value() ? Json(*slots[k]) : Json()},
          {"share", topic.share},
          {"documents", topic.main_documents},
          {"npmi", topic.npmi.has_value() ? Json(*topic.npmi) : Json()},
          {"exclusivity", topic.exclusivity},
          {"trend", lives.empty() ? Json() : Json(eval::trend_name(lives[k].trend))},
          {"gain", lives.empty() ? Json() : Json(lives[k].gain)},
          {"words", std::move(words)}};
}

}  // namespace

std::vector<std::optional<size_t>> slots_of(const Snapshot& snapshot, const Focus& focus) {
  Focus chosen = focus;
  if (chosen.empty()) {
    Result<Focus> usual = usual_focus(snapshot);
    if (usual.ok()) chosen = std::move(usual).value();
  }
  std::vector<std::optional<size_t>> slots(snapshot.topics());
  for (size_t k = 0; k < slots.size(); ++k) {
    const auto& members = snapshot.view().topics[k].members;
    for (size_t slot = 0; slot < chosen.size() && !slots[k].has_value(); ++slot) {
      if (chosen[slot].has_value() &&
          std::find(members.begin(), members.end(), *chosen[slot]) != members.end())
        slots[k] = slot;
    }
  }
  return slots;
}

Result<Json> topic_json(const Snapshot& snapshot, uint32_t topic, const TopicOptions& options) {
  THETA_ASSIGN(const auto lives, lives_of(snapshot));
  return one_topic(snapshot, topic, options, slots_of(snapshot, options.focus), lives);
}

Result<Json> topics_json(const Snapshot& snapshot, const TopicOptions& options) {
  THETA_ASSIGN(const auto lives, lives_of(snapshot));
  const auto slots = slots_of(snapshot, options.focus);
  Json items = Json::array();
  for (uint32_t k = 0; k < snapshot.topics(); ++k) {
    if (options.hidden || !snapshot.view().topics[k].hidden)
      items.push_back(one_topic(snapshot, k, options, slots, lives));
  }
  return items;
}

Json similar_json(const Snapshot& snapshot, uint32_t topic, size_t most) {
  std::vector<uint32_t> order;
  for (const uint32_t k : snapshot.visible()) {
    if (k != topic) order.push_back(k);
  }
  const math::Matrix<double>& distances = snapshot.distances();
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return distances(topic, a) < distances(topic, b); });
  order.resize(std::min(most, order.size()));
  Json items = Json::array();
  for (const uint32_t k : order) {
    items.push_back({{"topic_id", snapshot.view().topics[k].topic_id},
                     {"name", snapshot.view().topics[k].name},
                     {"similarity", 1 - distances(topic, k)}});
  }
  return items;
}

Json passage_json(const report::Passage& passage) {
  return {{"document", passage.document},
          {"row", passage.row},
          {"file", passage.file},
          {"time", passage.time},
          {"label", passage.label},
          {"text", passage.text},
          {"weight", number_or_null(passage.weight)}};
}

}  // namespace theta::views
