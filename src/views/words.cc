#include "views/words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/spelling.h"
#include "report/relevant_words.h"
#include "views/topics.h"

namespace theta::views {
namespace {

using formats::Json;

constexpr size_t kPassages = 8;

double log_in_topic(const Snapshot& snapshot, uint32_t topic, uint32_t word) {
  return std::log(std::max(snapshot.view().beta(topic, word), std::numeric_limits<float>::min()));
}

size_t rank_in_topic(const Snapshot& snapshot, uint32_t topic, uint32_t word) {
  const auto row = snapshot.view().beta.row_span(topic);
  size_t rank = 1;
  for (uint32_t v = 0; v < row.size(); ++v) {
    if (row[v] > row[word] || (row[v] == row[word] && v < word)) ++rank;
  }
  return rank;
}

}  // namespace

std::vector<uint32_t> words_by_relevance(const Snapshot& snapshot, uint32_t topic, double lambda,
                                         size_t offset, size_t limit) {
  const size_t all = snapshot.view().vocabulary.size();
  std::vector<double> value(all);
  for (uint32_t v = 0; v < all; ++v) {
    value[v] = report::relevance(lambda, log_in_topic(snapshot, topic, v), snapshot.log_overall()[v]);
  }
  std::vector<uint32_t> order(all);
  std::iota(order.begin(), order.end(), 0U);
  const size_t end = std::min(offset + limit, all);
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(end), order.end(),
      [&value](uint32_t a, uint32_t b) { return value[a] != value[b] ? value[a] > value[b] : a < b; });
  order.resize(end);
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(offset, end)));
  return order;
}

std::vector<double> topics_of_word(const Snapshot& snapshot, uint32_t word) {
  const engine::ModelView& view = snapshot.view();
  double shares = 0;
  for (const engine::TopicView& topic : view.topics) shares += topic.share;
  std::vector<double> parts;
  double sum = 0;
  for (uint32_t k = 0; k < view.topics.size(); ++k) {
    parts.push_back((shares > 0 ? view.topics[k].share : 1.0) * double{view.beta(k, word)});
    sum += parts.back();
  }
  for (double& part : parts) part = sum > 0 ? part / sum : 0;
  return parts;
}

Json word_json(const Snapshot& snapshot, uint32_t topic, uint32_t word, double lambda) {
  const engine::ModelView& view = snapshot.view();
  const double in_topic = log_in_topic(snapshot, topic, word);
  const double overall = snapshot.log_overall()[word];
  const double share = topics_of_word(snapshot, word)[topic];
  return {{"word", view.vocabulary[word]},
          {"probability", view.beta(topic, word)},
          {"relevance", report::relevance(lambda, in_topic, overall)},
          {"lift", std::exp(in_topic - overall)},
          {"count", view.word_frequency[word]},
          {"topic_count", share * static_cast<double>(view.word_frequency[word])},
          {"topic_share", share}};
}

Result<Json> word_view(const Snapshot& snapshot, std::string_view text) {
  const engine::ModelView& view = snapshot.view();
  const std::optional<uint32_t> word = snapshot.find_word(text);
  if (!word.has_value()) {
    return not_found("\"{}\" is not among the words of the model{}", text,
                     did_you_mean(text, view.vocabulary));
  }
  const std::vector<double> shares = topics_of_word(snapshot, *word);
  std::vector<uint32_t> order = snapshot.visible();
  std::stable_sort(order.begin(), order.end(),
                   [&shares](uint32_t a, uint32_t b) { return shares[a] > shares[b]; });
  Json topics = Json::array();
  Json passages = Json::array();
  for (const uint32_t k : order) {
    topics.push_back({{"topic_id", view.topics[k].topic_id},
                      {"name", view.topics[k].name},
                      {"probability", view.beta(k, *word)},
                      {"rank", rank_in_topic(snapshot, k, *word)},
                      {"topic_share", shares[k]}});
    if (passages.size() >= kPassages) continue;
    THETA_ASSIGN(const auto candidates, snapshot.passages().of(view.topics[k]));
    for (const report::Passage& passage : candidates) {
      if (passages.size() >= kPassages || passage.text.find(text) == std::string::npos) continue;
      Json found = passage_json(passage);
      found["topic_id"] = view.topics[k].topic_id;
      passages.push_back(std::move(found));
    }
  }
  return Json{{"word", text},
              {"count", view.word_frequency[*word]},
              {"topics", std::move(topics)},
              {"passages", std::move(passages)}};
}

}  // namespace theta::views
