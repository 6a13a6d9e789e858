#include "views/citation.h"

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/topic_model.h"
#include "report/model_metrics.h"
#include "report/references.h"

namespace theta::views {
namespace {

using formats::Json;

/// What a paragraph is made of.
struct Facts {
  std::string model;
  std::string topics;  // number of them that the model was trained with
  size_t slices = 0;
  bool fixed_priors = false;
  Json parameters;
  Json corpus;
  Json metrics;
  Json seed;
  std::string version;
  size_t merged = 0;
  size_t hidden = 0;
  size_t stop_words = 0;
  size_t shown = 0;
};

std::string with_commas(const Json& number) {
  const std::string digits = std::to_string(number.get<uint64_t>());
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
    text.push_back(digits[i]);
  }
  return text;
}

std::string joined(const std::vector<std::string>& parts, bool chinese) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += chinese ? "，" : i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

std::string model_in_english(const Facts& facts) {
  const std::string topics = facts.topics + (facts.topics == "1" ? " topic" : " topics");
  if (facts.model == "etm") {
    return fmt::format(
        "We fitted an embedded topic model (Dieng, Ruiz & Blei, 2020) with {}, in which a topic is a point "
        "in the "
        "space of word embeddings and its words are those with near embeddings.",
        topics);
  }
  if (facts.model == "detm") {
    return fmt::format(
        "We fitted a dynamic embedded topic model (Dieng, Ruiz & Blei, 2019) with {} over {} slices of time, "
        "in "
        "which a topic is a path through the space of word embeddings and its words at a time are those with "
        "near "
        "embeddings.",
        topics, facts.slices);
  }
  if (facts.model == "lda") {
    return fmt::format(
        "We fitted latent Dirichlet allocation (Blei, Ng & Jordan, 2003) with {} by collapsed Gibbs sampling "
        "(Griffiths & Steyvers, 2004), {}; topic shares of documents were inferred under these topics by "
        "collapsed "
        "variational inference (Asuncion et al., 2009).",
        topics,
        facts.fixed_priors ? "with fixed symmetric priors"
                           : "with an asymmetric document prior and a symmetric topic prior estimated from "
                             "the data (Wallach, "
                             "Mimno & McCallum, 2009)");
  }
  return fmt::format("We fitted a topic model ({}) with {}.", facts.model, topics);
}

std::string model_in_chinese(const Facts& facts) {
  if (facts.model == "etm") {
    return fmt::format(
        "本文使用嵌入主题模型（Dieng、Ruiz 与 Blei，2020），主题数为 "
        "{}；该模型把每个主题表示为词向量空间中的一个点，"
        "与之相近的词即为该主题的词。",
        facts.topics);
  }
  if (facts.model == "detm") {
    return fmt::format(
        "本文使用动态嵌入主题模型（Dieng、Ruiz 与 Blei，2019），主题数为 {}，时间片数为 "
        "{}；该模型把每个主题表示为词向量"
        "空间中的一条路径，某一时期与之相近的词即为该主题当时的词。",
        facts.topics, facts.slices);
  }
  if (facts.model == "lda") {
    return fmt::format(
        "本文使用潜在狄利克雷分配（LDA；Blei、Ng 与 Jordan，2003），主题数为 "
        "{}，以坍缩吉布斯采样估计（Griffiths 与 "
        "Steyvers，2004），{}；文档的主题占比在所得主题下以坍缩变分推断得到（Asuncion 等，2009）。",
        facts.topics,
        facts.fixed_priors
            ? "采用固定的对称先验"
            : "文档先验不对称、主题先验对称，均由数据估计（Wallach、Mimno 与 McCallum，2009）");
  }
  return fmt::format("本文使用主题模型（{}），主题数为 {}。", facts.model, facts.topics);
}

std::vector<std::string> training(const Facts& facts, bool chinese) {
  std::vector<std::string> parts;
  const Json epochs = facts.parameters.value("epochs", Json());
  if (epochs.is_number()) {
    const bool sweeps = facts.model == "lda";
    parts.push_back(
        chinese
            ? fmt::format(fmt::runtime(sweeps ? "对全部词采样 {} 轮" : "训练 {} 轮"), epochs.dump())
            : fmt::format(fmt::runtime(sweeps ? "{} sweeps over all words" : "{} epochs"), epochs.dump()));
  }
  const Json batch = facts.parameters.value("batch_size", Json());
  if (batch.is_number_unsigned())
    parts.push_back(fmt::format(fmt::runtime(chinese ? "每批 {} 篇文档" : "batches of {} documents"),
                                with_commas(batch)));
  const Json rate = facts.parameters.value("learning_rate", Json());
  if (rate.is_number())
    parts.push_back(fmt::format(fmt::runtime(chinese ? "学习率 {}" : "a learning rate of {}"), rate.dump()));
  if (facts.seed.is_number())
    parts.push_back(fmt::format(fmt::runtime(chinese ? "随机种子 {}" : "random seed {}"), facts.seed.dump()));
  return parts;
}

std::vector<std::string> measures(const Facts& facts, bool chinese) {
  struct Measure {
    const char* name;
    const char* en;
    const char* zh;
    int digits;
  };
  std::vector<std::string> parts;
  for (const Measure& measure :
       {Measure{"npmi", "topic coherence (NPMI)", "主题一致性（NPMI）", 3},
        Measure{"topic_diversity", "topic diversity", "主题多样性 ", 3},
        Measure{"perplexity", "perplexity", "困惑度 ", 1}, Measure{"purity", "purity", "纯度 ", 3},
        Measure{"nmi", "normalised mutual information", "标准化互信息 ", 3}}) {
    const Json value = facts.metrics.value(measure.name, Json());
    if (!value.is_number()) continue;
    const std::string number = fmt::format("{:.{}f}", value.get<double>(), measure.digits);
    parts.push_back(chinese ? measure.zh + number : fmt::format("{} {}", measure.en, number));
  }
  return parts;
}

// What the topics are now, not the way there.
std::string edits_in_words(const Facts& facts, bool chinese) {
  std::vector<std::string> parts;
  const auto add = [&](size_t count, const char* one, const char* many, const char* zh) {
    if (count > 0) parts.push_back(fmt::format(fmt::runtime(chinese ? zh : count == 1 ? one : many), count));
  };
  add(facts.merged, "{} topic was merged into others", "{} topics were merged into others",
      "{} 个主题并入其他主题");
  add(facts.hidden, "{} topic was left out", "{} topics were left out", "{} 个主题不予展示");
  add(facts.stop_words, "{} word was taken out", "{} words were taken out", "{} 个词被剔除");
  if (parts.empty()) return "";
  return chinese ? fmt::format("经人工检视，{}，余 {} 个主题。", joined(parts, true), facts.shown)
                 : fmt::format("After inspection by hand, {}, which leaves {} topics.", joined(parts, false),
                               facts.shown);
}

std::string english(const Facts& facts, bool drift) {
  std::string text = model_in_english(facts);
  if (facts.corpus.contains("documents") && facts.corpus.contains("vocabulary_size") &&
      facts.corpus.contains("tokens")) {
    text += fmt::format(" The collection held {} documents, a vocabulary of {} words and {} uses of words.",
                        with_commas(facts.corpus["documents"]), with_commas(facts.corpus["vocabulary_size"]),
                        with_commas(facts.corpus["tokens"]));
  }
  const auto details = training(facts, false);
  if (!details.empty()) text += fmt::format(" Training used {}.", joined(details, false));
  const std::string edits = edits_in_words(facts, false);
  if (!edits.empty()) text += " " + edits;
  const auto found = measures(facts, false);
  if (!found.empty()) {
    text += fmt::format(" The model reached {} (for NPMI see Lau, Newman & Baldwin, 2014).",
                        joined(found, false));
  }
  if (drift) {
    text +=
        " Words that rise or fall within a topic were found by the log odds ratio with an informative "
        "Dirichlet "
        "prior (Monroe, Colaresi & Quinn, 2008), |z| at least 1.96.";
  }
  text +=
      " Words of a topic are ranked by relevance (Sievert & Shirley, 2014); the topic map shows "
      "Jensen–Shannon "
      "distances between topics, scaled to two dimensions.";
  return text + fmt::format(" Computations were done with THETA {} (fingerprint of the collection: {}).",
                            facts.version, facts.corpus.value("hash", ""));
}

std::string chinese(const Facts& facts, bool drift) {
  std::string text = model_in_chinese(facts);
  if (facts.corpus.contains("documents") && facts.corpus.contains("vocabulary_size") &&
      facts.corpus.contains("tokens")) {
    text +=
        fmt::format("语料共 {} 篇文档，词表含 {} 个词，用词 {} 次。", with_commas(facts.corpus["documents"]),
                    with_commas(facts.corpus["vocabulary_size"]), with_commas(facts.corpus["tokens"]));
  }
  const auto details = training(facts, true);
  if (!details.empty()) text += joined(details, true) + "。";
  text += edits_in_words(facts, true);
  const auto found = measures(facts, true);
  if (!found.empty())
    text += fmt::format("模型的{}（NPMI 参见 Lau、Newman 与 Baldwin，2014）。", joined(found, true));
  if (drift) {
    text +=
        "主题内上升与下降的词由带信息先验的对数优势比判断（Monroe、Colaresi 与 Quinn，2008），|z| 不低于 "
        "1.96。";
  }
  text +=
      "主题词按相关度排序（Sievert 与 Shirley，2014）；主题地图由主题之间的 Jensen–Shannon "
      "距离经二维尺度变换得到。";
  return text +
         fmt::format("计算使用 THETA {}（语料指纹：{}）。", facts.version, facts.corpus.value("hash", ""));
}

}  // namespace

Result<Json> citation_view(const Snapshot& snapshot) {
  const engine::ModelView& view = snapshot.view();
  const Json& manifest = view.manifest;
  THETA_ASSIGN(const Json run, formats::read_json(join_path(snapshot.folder(), engine::kMetricsFile)));
  THETA_ASSIGN(const std::vector<std::string> words,
               engine::read_vocabulary(join_path(snapshot.folder(), engine::kModelVocabularyFile)));
  try {
    Facts facts;
    facts.model = manifest.value("model", "etm");
    facts.topics = std::to_string(view.model_topics);
    facts.slices = manifest.value("time", Json::object()).value("slices", Json::array()).size();
    facts.parameters = manifest.value("parameters", Json::object());
    facts.fixed_priors = facts.parameters.value("optimize_interval", 1) == 0;
    facts.corpus = manifest.value("corpus", Json::object());
    facts.metrics = report::metrics_of_view(view, run).figures;
    facts.seed = manifest.value("seed", Json());
    facts.version = manifest.value("program_version", "");
    facts.merged = view.model_topics - view.topics.size();
    facts.hidden = view.topics.size() - snapshot.visible().size();
    facts.stop_words = words.size() - view.vocabulary.size();
    facts.shown = snapshot.visible().size();
    const bool drift = facts.model == "detm";
    return Json{{"methods", {{"en", english(facts, drift)}, {"zh", chinese(facts, drift)}}},
                {"bibtex", report::bibliography(facts.model, drift)}};
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: {} has a field of a wrong type", snapshot.folder(), engine::kManifestFile);
  }
}

}  // namespace theta::views
