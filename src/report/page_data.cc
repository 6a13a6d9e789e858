#include "report/page_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/methods_paragraph.h"
#include "report/page_numbers.h"
#include "report/references.h"
#include "report/relevant_words.h"
#include "report/time_data.h"
#include "report/topic_map.h"

namespace theta::report {
namespace {

using nlohmann::json;

constexpr uint32_t kNotShown = std::numeric_limits<uint32_t>::max();

json number_or_null(double value) {
  return std::isfinite(value) ? json(rounded(value, 6)) : json(nullptr);
}

json passages_data(const std::vector<Passage>& passages) {
  json result = json::array();
  for (const Passage& p : passages) {
    result.push_back({{"row", p.row},
                      {"file", p.file},
                      {"time", p.time},
                      {"label", p.label},
                      {"text", p.text},
                      {"weight", number_or_null(p.weight)}});
  }
  return result;
}

/// The union of the words of all topics, numbered in order of their first topic.
class ShownWords {
 public:
  explicit ShownWords(size_t vocabulary) : index_(vocabulary, kNotShown) {}

  uint32_t add(uint32_t word) {
    if (index_[word] == kNotShown) {
      index_[word] = static_cast<uint32_t>(words_.size());
      words_.push_back(word);
    }
    return index_[word];
  }
  const std::vector<uint32_t>& words() const { return words_; }

 private:
  std::vector<uint32_t> index_;
  std::vector<uint32_t> words_;
};

json where_used(const math::Matrix<float>& given_word, uint32_t word) {
  json result = json::array();
  for (size_t k = 0; k < given_word.rows(); ++k) {
    const long percent = std::lround(100.0F * given_word(k, word));
    if (percent < 1) continue;
    result.push_back(k);
    result.push_back(percent);
  }
  return result;
}

json topic_data(const ReportInput& input, size_t k, const math::Matrix<float>& given_word,
                std::span<const uint32_t> words, ShownWords& shown) {
  json ids = json::array();
  json probability = json::array();
  json uses = json::array();
  for (const uint32_t w : words) {
    ids.push_back(shown.add(w));
    probability.push_back(rounded(input.beta(k, w), 5));
    uses.push_back(rounded(static_cast<double>(input.word_frequency[w]) * given_word(k, w), 6));
  }
  const Topic& topic = input.topics[k];
  return {{"topic_id", topic.topic_id},
          {"name", topic.name.empty() ? json(nullptr) : json(topic.name)},
          {"members", topic.members},
          {"share", number_or_null(topic.share)},
          {"npmi", number_or_null(topic.npmi)},
          {"exclusivity", number_or_null(topic.exclusivity)},
          {"passages", passages_data(topic.passages)},
          {"words", std::move(ids)},
          {"probability", std::move(probability)},
          {"uses", std::move(uses)}};
}

// p(topic | word) of the topics shown. Hidden ones keep their part, so that hiding one does not make the
// others larger.
math::Matrix<float> given_word(const ReportInput& input) {
  std::vector<double> shares;
  for (const Topic& topic : input.topics) shares.push_back(topic.share);
  if (input.hidden_beta.empty()) return topic_given_word(input.beta, shares);
  shares.insert(shares.end(), input.hidden_share.begin(), input.hidden_share.end());
  math::Matrix<float> all(shares.size(), input.beta.cols());
  std::copy_n(input.beta.data(), input.beta.size(), all.data());
  std::copy_n(input.hidden_beta.data(), input.hidden_beta.size(), all.data() + input.beta.size());
  const math::Matrix<float> given = topic_given_word(all, shares);
  math::Matrix<float> shown(input.beta.rows(), input.beta.cols());
  std::copy_n(given.data(), shown.size(), shown.data());
  return shown;
}

json methods_data(const ReportInput& input) {
  MethodsFacts facts;
  facts.manifest = input.manifest;
  facts.figures = input.metrics;
  facts.edits = input.edits;
  facts.shown_topics = input.topics.size();
  facts.model_topics = input.model_topics == 0 ? facts.shown_topics : input.model_topics;
  facts.hidden_topics = input.hidden_share.size();
  for (const Topic& topic : input.topics) {
    if (!topic.name.empty()) ++facts.named_topics;
    if (topic.members.size() > 1) facts.merged.push_back(topic.members);
  }
  if (input.drift.has_value()) facts.drift_slices = input.drift->labels.size();
  const MethodsParagraph methods = methods_paragraph(facts);
  return {{"en", methods.english},
          {"zh", methods.chinese},
          {"bibtex", bibliography(model_kind(facts.manifest), input.drift.has_value())}};
}

}  // namespace

json page_data(const ReportInput& input) {
  const size_t topics = input.beta.rows();
  const size_t words = input.beta.cols();
  THETA_ASSERT(topics > 0 && words > 0 && input.topics.size() == topics);
  THETA_ASSERT(input.vocabulary.size() == words && input.word_frequency.size() == words);

  const math::Matrix<float> given = given_word(input);
  const std::vector<double> log_overall = log_word_probability(input.word_frequency);
  const std::vector<Point> places = classical_scaling(jensen_shannon_distances(input.beta));
  ShownWords shown(words);
  json topic_list = json::array();
  for (size_t k = 0; k < topics; ++k) {
    const std::vector<uint32_t> relevant = relevant_words(input.beta.row_span(k), log_overall);
    json topic = topic_data(input, k, given, relevant, shown);
    topic["x"] = number_or_null(places[k].x);
    topic["y"] = number_or_null(places[k].y);
    topic_list.push_back(std::move(topic));
  }

  json names = json::array();
  json counts = json::array();
  json where = json::array();
  for (const uint32_t w : shown.words()) {
    names.push_back(input.vocabulary[w]);
    counts.push_back(input.word_frequency[w]);
    where.push_back(where_used(given, w));
  }
  uint64_t tokens = 0;
  for (const uint64_t count : input.word_frequency) tokens += count;
  return {{"title", input.title},
          {"metrics", input.metrics},
          {"manifest", input.manifest},
          {"history", input.history},
          {"tokens", tokens},
          {"topics", std::move(topic_list)},
          {"edits", input.edits},
          {"hidden_topics", input.hidden_share.size()},
          {"model_topics", input.model_topics == 0 ? topics : input.model_topics},
          {"metrics_left_out", input.metrics_left_out},
          {"words", std::move(names)},
          {"counts", std::move(counts)},
          {"where", std::move(where)},
          {"time", time_data(input.time)},
          {"drift", drift_data(input.drift, input.vocabulary)},
          {"methods", methods_data(input)}};
}

std::string script_safe(const json& data) {
  const std::string text = data.dump(-1, ' ', false, json::error_handler_t::replace);
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      result += "\\u003c";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace theta::report
