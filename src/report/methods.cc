#include "report/methods.h"

#include <fmt/format.h>

namespace theta::report {
namespace {

/// Reads the manifest without insisting on any field: a report of an odd model is better than none.
class Fields {
 public:
  explicit Fields(const ReportSource& source)
      : manifest_(source.manifest),
        metrics_(source.metrics),
        parameters_(object("parameters")),
        corpus_(object("corpus")) {}

  std::string text(const formats::Json& object, const char* key, const char* otherwise) const {
    return object.is_object() && object.contains(key) && object[key].is_string()
               ? object[key].get<std::string>()
               : otherwise;
  }
  std::string number(const formats::Json& object, const char* key, const char* format = "{:.0f}") const {
    if (!object.is_object() || !object.contains(key) || !object[key].is_number()) return "?";
    return fmt::format(fmt::runtime(format), object[key].get<double>());
  }
  bool has_number(const formats::Json& object, const char* key) const {
    return object.is_object() && object.contains(key) && object[key].is_number();
  }
  formats::Json object(const char* key) const {
    return manifest_.is_object() && manifest_.contains(key) ? manifest_[key] : formats::Json::object();
  }

  const formats::Json& manifest() const { return manifest_; }
  const formats::Json& metrics() const { return metrics_; }
  const formats::Json& parameters() const { return parameters_; }
  const formats::Json& corpus() const { return corpus_; }
  bool is_default_recipe() const { return text(manifest_, "recipe", "default") == "default"; }
  bool has_rows() const { return has_number(corpus_, "rows_total"); }
  bool is_chinese() const { return corpus_.contains("languages") && corpus_["languages"].contains("zh"); }

 private:
  const formats::Json& manifest_;
  const formats::Json& metrics_;
  formats::Json parameters_;
  formats::Json corpus_;
};

}  // namespace

std::string methods_english(const ReportSource& source) {
  const Fields f(source);
  std::string text = fmt::format("We analysed {} documents", f.number(f.corpus(), "documents"));
  if (f.has_rows()) {
    text += fmt::format(" ({} rows read, {} left out)", f.number(f.corpus(), "rows_total"),
                        f.number(f.corpus(), "rows_rejected"));
  }
  text += fmt::format(" with THETA {}. ", f.text(f.manifest(), "program_version", "?"));
  if (f.is_chinese())
    text += "Chinese text was segmented with a dictionary and a hidden Markov model for unknown words. ";
  text += fmt::format("The vocabulary holds {} words and the corpus {} tokens. ",
                      f.number(f.corpus(), "vocabulary_size"), f.number(f.corpus(), "tokens"));
  text += fmt::format(
      "An embedded topic model (Dieng, Ruiz & Blei, 2020) with {} topics was trained for {} epochs "
      "(embedding width {}, hidden width {}, batches of {} documents, Adam with learning rate {}, seed {})",
      f.number(f.parameters(), "num_topics"), f.number(f.manifest(), "epochs_done"),
      f.number(f.parameters(), "embedding_size"), f.number(f.parameters(), "hidden_size"),
      f.number(f.parameters(), "batch_size"), f.number(f.parameters(), "learning_rate", "{}"),
      f.number(f.manifest(), "seed"));
  text += f.is_default_recipe() ? ", started from spectral word vectors and clusters of documents. "
                                : ", with the settings of the original paper. ";
  text += fmt::format(
      "Topic coherence (NPMI of the top ten words, document co-occurrence) is {}, topic diversity {}",
      f.number(f.metrics(), "npmi", "{:.3f}"), f.number(f.metrics(), "topic_diversity", "{:.3f}"));
  if (f.has_number(f.metrics(), "perplexity")) {
    text += fmt::format(", and document-completion perplexity on held-out documents {}",
                        f.number(f.metrics(), "perplexity"));
  }
  return text + ".";
}

std::string methods_chinese(const ReportSource& source) {
  const Fields f(source);
  std::string text =
      fmt::format("本研究使用 THETA {} 分析了 {} 篇文档", f.text(f.manifest(), "program_version", "?"),
                  f.number(f.corpus(), "documents"));
  if (f.has_rows()) {
    text += fmt::format("（共读入 {} 行，舍弃 {} 行）", f.number(f.corpus(), "rows_total"),
                        f.number(f.corpus(), "rows_rejected"));
  }
  text += "。";
  if (f.is_chinese()) text += "中文文本以词典和隐马尔可夫模型（用于未登录词）分词。";
  text += fmt::format("词表含 {} 个词，语料共 {} 个词次。", f.number(f.corpus(), "vocabulary_size"),
                      f.number(f.corpus(), "tokens"));
  text += fmt::format(
      "采用嵌入主题模型（ETM；Dieng、Ruiz 与 Blei，2020），主题数为 {}，训练 {} 轮"
      "（词嵌入 {} 维，隐藏层 {} 维，每批 {} 篇，Adam 优化，学习率 {}，随机种子 {}）",
      f.number(f.parameters(), "num_topics"), f.number(f.manifest(), "epochs_done"),
      f.number(f.parameters(), "embedding_size"), f.number(f.parameters(), "hidden_size"),
      f.number(f.parameters(), "batch_size"), f.number(f.parameters(), "learning_rate", "{}"),
      f.number(f.manifest(), "seed"));
  text += f.is_default_recipe() ? "，以谱分解词向量和文档聚类为初值。" : "，设置与原论文一致。";
  text += fmt::format("主题一致性（前十词的文档共现 NPMI）为 {}，主题多样性为 {}",
                      f.number(f.metrics(), "npmi", "{:.3f}"),
                      f.number(f.metrics(), "topic_diversity", "{:.3f}"));
  if (f.has_number(f.metrics(), "perplexity")) {
    text += fmt::format("，留出文档的补全困惑度为 {}", f.number(f.metrics(), "perplexity"));
  }
  return text + "。";
}

std::string bibtex(const ReportSource& source) {
  const Fields f(source);
  return fmt::format(
      "@software{{theta,\n  title   = {{THETA: topic analysis of text collections}},\n  author  = {{{{The "
      "THETA "
      "developers}}}},\n  version = {{{}}},\n  year    = {{{}}}\n}}\n\n"
      "@article{{dieng2020topic,\n  title   = {{Topic Modeling in Embedding Spaces}},\n"
      "  author  = {{Dieng, Adji B. and Ruiz, Francisco J. R. and Blei, David M.}},\n"
      "  journal = {{Transactions of the Association for Computational Linguistics}},\n"
      "  volume  = {{8}},\n  pages   = {{439--453}},\n  year    = {{2020}}\n}}\n",
      f.text(f.manifest(), "program_version", "?"), f.text(f.manifest(), "created_at", "2026").substr(0, 4));
}

}  // namespace theta::report
