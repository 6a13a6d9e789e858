#include "views/metrics.h"

#include <array>
#include <numeric>

#include "base/files.h"
#include "engine/model_files.h"
#include "report/model_metrics.h"

namespace theta::views {
namespace {

using formats::Json;

/// A figure in words. Where a value is good, and where it is poor, is a rule of thumb for people who meet the
/// figure for the first time; none is given where it depends on the corpus. Those of NPMI and diversity are
/// the report's (report/assets/summary.js).
struct Definition {
  const char* name;
  const char* better;
  std::optional<double> good;
  std::optional<double> poor;
  const char* en;
  const char* zh;
};

const std::array<Definition, 11>& definitions() {
  static const std::array<Definition, 11> all = {{
      {"npmi", "up", 0.2, 0.05,
       "How much more often the first ten words of a topic stand in the same documents than by chance; −1 to "
       "1.",
       "主题前十个词在同一文档中共现超出偶然的程度；取值 −1 到 1。"},
      {"c_v", "up", 0.55, 0.4,
       "How alike the contexts of a topic's first ten words are, in windows of 110 words; 0 to 1.",
       "主题前十个词的上下文相似程度（窗口为 110 个词）；取值 0 到 1。"},
      {"u_mass",
       "up",
       {},
       {},
       "How often a word of a topic comes with the words ranked before it, as a logarithm; below 0.",
       "主题中某词与排在其前的词共同出现的对数概率；小于 0。"},
      {"c_npmi", "up", {}, {}, "NPMI in windows of ten words.", "以十个词为窗口的 NPMI。"},
      {"c_uci",
       "up",
       {},
       {},
       "Pointwise mutual information in windows of ten words.",
       "以十个词为窗口的点互信息。"},
      {"topic_diversity", "up", 0.75, 0.5,
       "Share of different words among the first 25 of all topics; 0 to 1.",
       "全部主题前 25 个词中互不相同的词所占比例；取值 0 到 1。"},
      {"inverted_rbo", "up", 0.9, 0.75,
       "How little the ranked words of two topics overlap, on average; 0 to 1.",
       "两个主题排序词表平均不重叠的程度；取值 0 到 1。"},
      {"exclusivity",
       "up",
       {},
       {},
       "How much of a topic's first words belongs to this topic alone; 0 to 1.",
       "主题前列词为该主题独有的程度；取值 0 到 1。"},
      {"perplexity",
       "down",
       {},
       {},
       "How surprised the model is by the second halves of held-out documents; compare on one corpus only.",
       "模型对留出文档后半部分的困惑程度；只能在同一语料上比较。"},
      {"purity",
       "up",
       {},
       {},
       "Share of documents whose label is the most frequent one of their main topic.",
       "文档标签与其主要主题中最常见标签一致的比例。"},
      {"nmi",
       "up",
       {},
       {},
       "How much main topics and labels tell about each other; 0 to 1.",
       "主要主题与标签之间的标准化互信息；取值 0 到 1。"},
  }};
  return all;
}

Json verdict(const Definition& figure, const Json& value) {
  if (!figure.good.has_value() || !value.is_number()) return nullptr;
  const auto number = value.get<double>();
  return number >= *figure.good ? "good" : number < *figure.poor ? "poor" : "fair";
}

Json figure_json(const Definition& figure, const Json& metrics) {
  Json value = metrics.value(figure.name, Json());
  Json thresholds;
  if (figure.good.has_value()) thresholds = {{"good", *figure.good}, {"poor", *figure.poor}};
  Json said = verdict(figure, value);
  return {{"name", figure.name},
          {"value", std::move(value)},
          {"better", figure.better},
          {"verdict", std::move(said)},
          {"thresholds", std::move(thresholds)},
          {"definition", {{"en", figure.en}, {"zh", figure.zh}}}};
}

Result<Json> metrics_of_run(const Snapshot& snapshot) {
  return formats::read_json(join_path(snapshot.folder(), engine::kMetricsFile));
}

}  // namespace

Result<Json> metrics_view(const Snapshot& snapshot) {
  THETA_ASSIGN(const Json run, metrics_of_run(snapshot));
  const report::ModelMetrics metrics = report::metrics_of_view(snapshot.view(), run);
  Json figures = Json::array();
  for (const Definition& figure : definitions()) figures.push_back(figure_json(figure, metrics.figures));
  Json topics = Json::array();
  for (const uint32_t k : snapshot.visible()) {
    const engine::TopicView& topic = snapshot.view().topics[k];
    // The run's figures are of the topic's first words, which npmi tells to be the same.
    const Json own = topic.npmi.has_value() ? run.at("topics").at(topic.topic_id) : Json::object();
    topics.push_back({{"topic_id", topic.topic_id},
                      {"name", topic.name},
                      {"share", topic.share},
                      {"documents", topic.main_documents},
                      {"npmi", topic.npmi.has_value() ? Json(*topic.npmi) : Json()},
                      {"c_v", own.value("c_v", Json())},
                      {"u_mass", own.value("u_mass", Json())},
                      {"exclusivity", topic.exclusivity}});
  }
  return Json{{"left_out", metrics.left_out}, {"figures", std::move(figures)}, {"topics", std::move(topics)}};
}

Result<Json> key_figures(const Snapshot& snapshot) {
  THETA_ASSIGN(const Json run, metrics_of_run(snapshot));
  const Json metrics = report::metrics_of_view(snapshot.view(), run).figures;
  const engine::ModelView& view = snapshot.view();
  return Json{
      {"documents", snapshot.index().documents()},
      {"tokens", std::accumulate(view.word_frequency.begin(), view.word_frequency.end(), uint64_t{0})},
      {"vocabulary", view.vocabulary.size()},
      {"topics", snapshot.visible().size()},
      {"model_topics", view.model_topics},
      {"hidden_topics", view.topics.size() - snapshot.visible().size()},
      {"weak_below", snapshot.weak_below()},
      {"npmi", metrics.value("npmi", Json())},
      {"topic_diversity", metrics.value("topic_diversity", Json())},
      {"perplexity", metrics.value("perplexity", Json())}};
}

Result<Json> history_view(const Snapshot& snapshot) {
  THETA_ASSIGN(const Json history, formats::read_json(join_path(snapshot.folder(), engine::kHistoryFile)));
  Json items = history.is_object() ? history.value("epochs", Json::array()) : Json::array();
  return Json{{"items", std::move(items)}};
}

}  // namespace theta::views
