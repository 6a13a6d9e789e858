#include "views/words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/spelling.h"
#include "report/relevant_words.h"
#include "text/normalizer.h"
#include "views/document_list.h"
#include "views/topics.h"

namespace theta::views {
namespace {

using formats::Json;

constexpr size_t kPassages = 8;
constexpr size_t kTopicsOfPassages = 3;
constexpr size_t kCandidates = 200;  // documents of a topic that are looked at
constexpr size_t kAround = 300;      // bytes

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

// The text around the word, cut at characters' borders.
std::string around(const std::string& text, size_t at) {
  const auto inside = [&text](size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  size_t begin = at > kAround ? at - kAround : 0;
  size_t end = std::min(text.size(), at + kAround);
  while (inside(begin)) ++begin;
  while (inside(end)) ++end;
  return (begin > 0 ? "…" : "") + text.substr(begin, end - begin) + (end < text.size() ? "…" : "");
}

bool is_listed(const Json& passages, size_t document) {
  return std::any_of(passages.begin(), passages.end(),
                     [document](const Json& one) { return one["document"] == document; });
}

// Of the documents that hold most of the topic those that hold the word; of the model's own passages where
// the texts are not kept.
Status add_passages(const Snapshot& snapshot, uint32_t topic, std::string_view word, Json& passages) {
  const uint32_t topic_id = snapshot.view().topics[topic].topic_id;
  const auto add = [&](const report::Passage& passage) {
    std::string folded = passage.text;
    text::lower_ascii(folded.data(), folded.data() + folded.size());
    const size_t at = folded.find(word);
    if (at == std::string::npos || is_listed(passages, passage.document)) return;
    Json found = passage_json(passage);
    found["text"] = around(passage.text, at);
    found["topic_id"] = topic_id;
    passages.push_back(std::move(found));
  };
  if (!snapshot.index().has_texts()) {
    THETA_ASSIGN(const auto candidates, snapshot.passages().of(snapshot.view().topics[topic]));
    for (const report::Passage& passage : candidates) {
      if (passages.size() < kPassages) add(passage);
    }
    return {};
  }
  DocumentQuery query;
  query.sort = DocumentQuery::Sort::kWeight;
  query.topic = topic;
  query.limit = kCandidates;
  THETA_ASSIGN(const DocumentPage page, list_documents(snapshot, query));
  for (const uint32_t document : page.documents) {
    if (passages.size() >= kPassages) return {};
    THETA_ASSIGN(const engine::DocumentRow row, snapshot.index().row(document));
    THETA_ASSIGN(std::string text, snapshot.index().text(document));
    float weight = 0;
    THETA_RETURN_IF_ERROR(snapshot.theta(topic, document, {&weight, 1}));
    add({row.row, row.file, row.time, row.label, std::move(text), double{weight}, document});
  }
  return {};
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
    if (passages.size() < kPassages && topics.size() <= kTopicsOfPassages)
      THETA_RETURN_IF_ERROR(add_passages(snapshot, k, text, passages));
  }
  return Json{{"word", text},
              {"count", view.word_frequency[*word]},
              {"topics", std::move(topics)},
              {"passages", std::move(passages)}};
}

}  // namespace theta::views
