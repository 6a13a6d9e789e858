#include "views/reading.h"

#include <algorithm>
#include <cmath>

#include "views/document_list.h"
#include "views/word_places.h"

namespace theta::views {
namespace {

using formats::Json;

constexpr size_t kBlock = 65'536;

// The visible topic that explains the word best, and its part of all that do.
Json word_topic(const Snapshot& snapshot, const std::vector<float>& weights, uint32_t word) {
  double sum = 0;
  double largest = -1;
  uint32_t best = 0;
  for (uint32_t k = 0; k < weights.size(); ++k) {
    const double part = double{weights[k]} * double{snapshot.view().beta(k, word)};
    sum += part;
    if (part > largest && !snapshot.view().topics[k].hidden) {
      largest = part;
      best = k;
    }
  }
  return {{"word", snapshot.view().vocabulary[word]},
          {"topic_id", snapshot.view().topics[best].topic_id},
          {"strength", sum > 0 ? largest / sum : 0}};
}

Result<Json> spans_json(const Snapshot& snapshot, const engine::TopicModel& model, const std::string& text,
                        const std::vector<float>& weights) {
  engine::TopicModel::Scratch scratch;
  model.tokenize(text, scratch);
  THETA_ASSIGN(const std::vector<WordPlace> places, find_words(text, scratch.tokens.tokens));
  Json spans = Json::array();
  size_t done = 0;
  const auto plain = [&](size_t end) {
    if (end > done) spans.push_back({{"text", text.substr(done, end - done)}});
    done = end;
  };
  for (size_t i = 0; i < places.size(); ++i) {
    const std::optional<uint32_t> word = snapshot.find_word(scratch.tokens.tokens[i]);
    if (!word.has_value() || places[i].end == 0 || places[i].begin < done) continue;
    plain(places[i].begin);
    Json span = {{"text", text.substr(done, places[i].end - done)}};
    span.update(word_topic(snapshot, weights, *word));
    spans.push_back(std::move(span));
    done = places[i].end;
  }
  plain(text.size());
  return spans;
}

struct Alike {
  double similarity = 0;
  uint32_t document = 0;
};

Result<std::vector<Alike>> most_alike(const Snapshot& snapshot, const std::vector<float>& weights,
                                      size_t document, size_t count) {
  std::vector<Alike> best;
  const auto nearer = [](const Alike& a, const Alike& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.document < b.document;
  };
  const size_t all = snapshot.index().documents();
  std::vector<float> column;
  std::vector<float> sums;
  for (size_t first = 0; count > 0 && first < all; first += kBlock) {
    const size_t block = std::min(kBlock, all - first);
    column.resize(block);
    sums.assign(block, 0);
    for (uint32_t k = 0; k < weights.size(); ++k) {
      THETA_RETURN_IF_ERROR(snapshot.theta(k, first, column));
      for (size_t i = 0; i < block; ++i) sums[i] += std::sqrt(weights[k] * column[i]);
    }
    for (size_t i = 0; i < block; ++i) {
      const Alike found{double{sums[i]}, static_cast<uint32_t>(first + i)};
      if (found.document == document || (best.size() == count && !nearer(found, best.back()))) continue;
      best.insert(std::upper_bound(best.begin(), best.end(), found, nearer), found);
      if (best.size() > count) best.pop_back();
    }
  }
  return best;
}

}  // namespace

Result<Json> reading_view(const Snapshot& snapshot, const engine::TopicModel& model, size_t document,
                          size_t alike) {
  THETA_ASSIGN(const std::vector<float> weights, snapshot.weights(document));
  THETA_ASSIGN(Json json, document_json(snapshot, document));
  json.erase("excerpt");
  std::vector<uint32_t> order = snapshot.visible();
  std::stable_sort(order.begin(), order.end(),
                   [&weights](uint32_t a, uint32_t b) { return weights[a] > weights[b]; });
  json["topics"] = Json::array();
  for (const uint32_t k : order) {
    const engine::TopicView& topic = snapshot.view().topics[k];
    json["topics"].push_back({{"topic_id", topic.topic_id}, {"name", topic.name}, {"weight", weights[k]}});
  }
  double hidden = 0;
  for (uint32_t k = 0; k < weights.size(); ++k) hidden += snapshot.view().topics[k].hidden ? weights[k] : 0;
  json["hidden_weight"] = hidden;
  json["text"] = nullptr;
  json["spans"] = Json::array();
  if (snapshot.index().has_texts()) {
    THETA_ASSIGN(const std::string text, snapshot.index().text(document));
    json["text"] = text;
    THETA_ASSIGN(json["spans"], spans_json(snapshot, model, text, weights));
  }
  json["alike"] = Json::array();
  THETA_ASSIGN(const std::vector<Alike> near, most_alike(snapshot, weights, document, alike));
  for (const Alike& found : near) {
    THETA_ASSIGN(Json other, document_json(snapshot, found.document));
    other["similarity"] = found.similarity;
    json["alike"].push_back(std::move(other));
  }
  return json;
}

}  // namespace theta::views
