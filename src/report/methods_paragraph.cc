#include "report/methods_paragraph.h"

#include <string_view>

#include "base/lower_case.h"
#include "base/result.h"

namespace theta::report {
namespace {

using formats::Json;

constexpr size_t kNamedWords = 12;  // stop words that are named; of more only the number is told

enum class Language : uint8_t { kEnglish, kChinese };

Json member(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? Json() : *found;
}

bool is_count(const Json& value) {
  return value.is_number_integer() && value >= 0;
}

std::string with_commas(uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
    text.push_back(digits[i]);
  }
  return text;
}

/// "1 topic", "7 topics".
std::string count_of(size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

/// "a, b and c"; in Chinese with `comma` between all.
std::string joined(const std::vector<std::string>& parts, Language language, std::string_view comma = "，") {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += language == Language::kChinese ? comma : i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

std::string model_in_english(const MethodsFacts& facts, const std::string& kind) {
  const std::string topics = count_of(facts.model_topics, "topic");
  if (kind == "etm") {
    return fmt::format(
        "We fitted an embedded topic model (Dieng, Ruiz & Blei, 2020) with {}, in which a topic is a point "
        "in the "
        "space of word embeddings and its words are those with near embeddings.",
        topics);
  }
  if (kind == "detm") {
    return fmt::format(
        "We fitted a dynamic embedded topic model (Dieng, Ruiz & Blei, 2019) with {} over {} of time, in "
        "which a "
        "topic is a path through the space of word embeddings and its words at a time are those with near "
        "embeddings.",
        topics, count_of(facts.drift_slices, "slice"));
  }
  if (kind == "lda") {
    return fmt::format(
        "We fitted latent Dirichlet allocation (Blei, Ng & Jordan, 2003) with {} by collapsed Gibbs sampling "
        "(Griffiths & Steyvers, 2004), {}; topic shares of documents were inferred under these topics by "
        "collapsed "
        "variational inference (Asuncion et al., 2009).",
        topics,
        member(member(facts.manifest, "parameters"), "optimize_interval") == 0
            ? "with fixed symmetric priors"
            : "with an asymmetric document prior and a symmetric topic prior estimated from the data "
              "(Wallach, Mimno & "
              "McCallum, 2009)");
  }
  return fmt::format("We fitted a topic model ({}) with {}.", kind, topics);
}

std::string model_in_chinese(const MethodsFacts& facts, const std::string& kind) {
  if (kind == "etm") {
    return fmt::format(
        "本文使用嵌入主题模型（Dieng、Ruiz 与 Blei，2020），主题数为 "
        "{}；该模型把每个主题表示为词向量空间中的一个点，"
        "与之相近的词即为该主题的词。",
        facts.model_topics);
  }
  if (kind == "detm") {
    return fmt::format(
        "本文使用动态嵌入主题模型（Dieng、Ruiz 与 Blei，2019），主题数为 {}，时间片数为 "
        "{}；该模型把每个主题表示为"
        "词向量空间中的一条路径，某一时期与之相近的词即为该主题当时的词。",
        facts.model_topics, facts.drift_slices);
  }
  if (kind == "lda") {
    return fmt::format(
        "本文使用潜在狄利克雷分配（LDA；Blei、Ng 与 Jordan，2003），主题数为 "
        "{}，以坍缩吉布斯采样估计（Griffiths 与 "
        "Steyvers，2004），{}；文档的主题占比在所得主题下以坍缩变分推断得到（Asuncion 等，2009）。",
        facts.model_topics,
        member(member(facts.manifest, "parameters"), "optimize_interval") == 0
            ? "采用固定的对称先验"
            : "文档先验不对称、主题先验对称，均由数据估计（Wallach、Mimno 与 McCallum，2009）");
  }
  return fmt::format("本文使用主题模型（{}），主题数为 {}。", kind, facts.model_topics);
}

/// What the model read.
std::string collection(const Json& corpus, Language language) {
  const Json documents = member(corpus, "documents");
  const Json words = member(corpus, "vocabulary_size");
  const Json tokens = member(corpus, "tokens");
  if (!is_count(documents) || !is_count(words) || !is_count(tokens)) return "";
  return fmt::format(
      fmt::runtime(language == Language::kChinese
                       ? "语料共 {} 篇文档，词表含 {} 个词，用词 {} 次。"
                       : "The collection held {} documents, a vocabulary of {} words and {} uses of words."),
      with_commas(documents.get<uint64_t>()), with_commas(words.get<uint64_t>()),
      with_commas(tokens.get<uint64_t>()));
}

/// How it was trained.
std::string training(const MethodsFacts& facts, const std::string& kind, Language language) {
  const bool chinese = language == Language::kChinese;
  const Json parameters = member(facts.manifest, "parameters");
  std::vector<std::string> parts;
  const auto add = [&](const Json& number, const char* english_form, const char* chinese_form) {
    if (!number.is_number()) return;
    const std::string text = is_count(number) ? with_commas(number.get<uint64_t>()) : number.dump();
    parts.push_back(fmt::format(fmt::runtime(chinese ? chinese_form : english_form), text));
  };
  if (kind == "lda") {
    add(member(parameters, "epochs"), "{} sweeps over all words", "对全部词采样 {} 轮");
  } else {
    add(member(parameters, "epochs"), "{} epochs", "训练 {} 轮");
  }
  add(member(parameters, "batch_size"), "batches of {} documents", "每批 {} 篇文档");
  add(member(parameters, "learning_rate"), "a learning rate of {}", "学习率 {}");
  const Json seed = member(facts.manifest, "seed");
  if (seed.is_number()) parts.push_back((chinese ? "随机种子 " : "random seed ") + seed.dump());
  if (parts.empty()) return "";
  return chinese ? joined(parts, language) + "。" : fmt::format("Training used {}.", joined(parts, language));
}

/// The stop words that are left when all edits are made, in the order of their edits.
std::vector<std::string> words_taken_out(const Json& edits) {
  std::vector<std::string> words;
  for (const Json& edit : edits) {
    const Json kind = member(edit, "kind");
    const Json named = member(edit, "words");
    for (const Json& word : named) {
      const std::string text = word.get<std::string>();
      std::erase(words, text);
      if (kind == "stop_words") words.push_back(text);
    }
  }
  return words;
}

std::string words_in_edits(const std::vector<std::string>& words, Language language) {
  const bool chinese = language == Language::kChinese;
  if (words.size() > kNamedWords) {
    return chinese ? fmt::format("从主题词中去掉了 {} 个词", words.size())
                   : fmt::format("{} words were taken out of the topics as stop words", words.size());
  }
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back(chinese ? "“" + word + "”" : "\"" + word + "\"");
  return chinese ? "从主题词中去掉了" + joined(quoted, language, "、")
                 : fmt::format("{} {} taken out of the topics as stop words", joined(quoted, language),
                               words.size() == 1 ? "was" : "were");
}

std::string merges_in_edits(const std::vector<std::vector<uint32_t>>& merged, Language language) {
  const bool chinese = language == Language::kChinese;
  std::string text;
  for (const std::vector<uint32_t>& group : merged) {
    std::vector<std::string> numbers;
    for (const uint32_t topic : group) numbers.push_back(std::to_string(topic));
    if (!text.empty()) text += chinese ? "；" : "; ";
    text += chinese ? "" : "topics ";
    text += joined(numbers, language, "、");
  }
  return chinese ? fmt::format("合并了主题 {}", text) : fmt::format("{} were merged", text);
}

/// What the topics are now, not the way there.
std::string edits_in_words(const MethodsFacts& facts, Language language) {
  const bool chinese = language == Language::kChinese;
  std::vector<std::string> parts;
  if (!facts.merged.empty()) parts.push_back(merges_in_edits(facts.merged, language));
  if (facts.hidden_topics > 0) {
    parts.push_back(chinese ? fmt::format("隐藏了 {} 个主题", facts.hidden_topics)
                            : fmt::format("{} {} left out", count_of(facts.hidden_topics, "topic"),
                                          facts.hidden_topics == 1 ? "was" : "were"));
  }
  const std::vector<std::string> words = words_taken_out(facts.edits);
  if (!words.empty()) parts.push_back(words_in_edits(words, language));
  if (facts.named_topics > 0) {
    parts.push_back(chinese ? fmt::format("为 {} 个主题命名", facts.named_topics)
                            : fmt::format("{} {} named", count_of(facts.named_topics, "topic"),
                                          facts.named_topics == 1 ? "was" : "were"));
  }
  if (parts.empty()) return "";
  return chinese ? fmt::format("训练之后，人工{}；共列出 {} 个主题。", joined(parts, language),
                               facts.shown_topics)
                 : fmt::format("After training, {}, by hand; {} {} shown.", fmt::join(parts, "; "),
                               count_of(facts.shown_topics, "topic"), facts.shown_topics == 1 ? "is" : "are");
}

/// How good the model is.
std::string measures(const Json& figures, Language language) {
  struct Measure {
    const char* name;
    const char* english;
    const char* chinese;
    int digits;
  };
  constexpr Measure kMeasures[] = {{"npmi", "topic coherence (NPMI) ", "主题一致性（NPMI）", 3},
                                   {"topic_diversity", "topic diversity ", "主题多样性 ", 3},
                                   {"perplexity", "perplexity ", "困惑度 ", 1},
                                   {"purity", "purity ", "纯度 ", 3},
                                   {"nmi", "normalised mutual information ", "标准化互信息 ", 3}};
  const bool chinese = language == Language::kChinese;
  std::vector<std::string> parts;
  for (const Measure& measure : kMeasures) {
    const Json value = member(figures, measure.name);
    if (!value.is_number()) continue;
    parts.push_back(fmt::format("{}{:.{}f}", chinese ? measure.chinese : measure.english, value.get<double>(),
                                measure.digits));
  }
  if (parts.empty()) return "";
  return fmt::format(
      fmt::runtime(chinese ? "模型的{}（NPMI 参见 Lau、Newman 与 Baldwin，2014）。"
                           : "The model reached {} (for NPMI see Lau, Newman & Baldwin, 2014)."),
      joined(parts, language));
}

std::string program(const MethodsFacts& facts, Language language) {
  const bool chinese = language == Language::kChinese;
  const Json version = member(facts.manifest, "program_version");
  const Json hash = member(member(facts.manifest, "corpus"), "hash");
  std::string text = chinese ? "计算使用 THETA" : "Computations were done with THETA";
  if (version.is_string()) text += " " + version.get<std::string>();
  if (hash.is_string()) {
    text += fmt::format(fmt::runtime(chinese ? "（语料指纹：{}）" : " (fingerprint of the collection: {})"),
                        hash.get<std::string>());
  }
  return text + (chinese ? "。" : ".");
}

std::string paragraph(const MethodsFacts& facts, Language language) {
  const bool chinese = language == Language::kChinese;
  const std::string kind = model_kind(facts.manifest);
  std::string drift;
  if (facts.drift_slices > 0) {
    drift =
        chinese
            ? "主题内上升与下降的词由带信息先验的对数优势比判断（Monroe、Colaresi 与 Quinn，2008），|z| "
              "不低于 1.96。"
            : "Words that rise or fall within a topic were found by the log odds ratio with an informative "
              "Dirichlet prior (Monroe, Colaresi & Quinn, 2008), |z| at least 1.96.";
  }
  const std::string pictures = chinese
                                   ? "主题词按相关度排序（Sievert 与 Shirley，2014）；主题地图由主题之间的 "
                                     "Jensen–Shannon 距离经二维尺度变换得到。"
                                   : "Words of a topic are ranked by relevance (Sievert & Shirley, 2014); "
                                     "the topic map shows Jensen–Shannon "
                                     "distances between topics, scaled to two dimensions.";
  std::string text;
  for (const std::string& sentence :
       {chinese ? model_in_chinese(facts, kind) : model_in_english(facts, kind),
        collection(member(facts.manifest, "corpus"), language), training(facts, kind, language),
        edits_in_words(facts, language), measures(facts.figures, language), drift, pictures,
        program(facts, language)}) {
    if (sentence.empty()) continue;
    if (!text.empty() && !chinese) text += " ";
    text += sentence;
  }
  return text;
}

}  // namespace

std::string model_kind(const Json& manifest) {
  const Json model = manifest.is_object() ? member(manifest, "model") : Json();
  return model.is_string() ? lower_case(model.get<std::string>()) : "etm";
}

MethodsParagraph methods_paragraph(const MethodsFacts& facts) {
  return {paragraph(facts, Language::kEnglish), paragraph(facts, Language::kChinese)};
}

}  // namespace theta::report
