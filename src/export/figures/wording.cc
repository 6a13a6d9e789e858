#include "export/figures/wording.h"

namespace theta::exports {
namespace {

constexpr Wording kEnglish = {
    "Share of each topic",
    "Part of all words of the corpus that speaks of the topic; number and name of each topic at the left",
    "Share of all words",
    "Map of the topics",
    "Topics with similar words lie near each other; the area of a circle is the topic's share of all words",
    "Coordinate {} (classical scaling of Jensen–Shannon distances)",
    "Most probable words of each topic",
    "Bars share one scale; the share of all words stands beside each topic",
    "Probability of the word in the topic",
    "Topics by {}",
    "Mean weight of each topic over the documents, in percent; n is the number of documents",
    "label",
    "Topic",
    "{} others",
    "(none)",
    "Mean weight (%)",
    "Topics over time",
    "Mean weight of each topic over the documents of a time; each panel has its own scale",
    "Across: {}; upwards: mean weight",
    "year",
    "month",
    "Training",
    "{} epochs",
    "Epoch",
    "Loss per document",
    "Log-likelihood per word",
    "Validation perplexity",
};

constexpr Wording kChinese = {
    "各主题的份额",
    "语料全部词语中属于该主题的部分；左侧为主题编号与名称",
    "占全部词语的份额",
    "主题分布图",
    "用词相近的主题彼此靠近；圆的面积表示该主题占全部词语的份额",
    "坐标 {}（Jensen–Shannon 距离的经典标度）",
    "各主题概率最高的词",
    "各图使用同一刻度；主题旁为其占全部词语的份额",
    "词在主题中的概率",
    "主题与{}",
    "各主题在文档中的平均权重（%）；n 为文档数",
    "标签",
    "主题",
    "其他 {} 个",
    "（无）",
    "平均权重（%）",
    "主题随时间的变化",
    "各主题在每个时段文档中的平均权重；每幅小图使用各自的刻度",
    "横轴：{}；纵轴：平均权重",
    "年份",
    "月份",
    "训练过程",
    "共 {} 轮",
    "轮次",
    "每篇文档的损失",
    "每词对数似然",
    "验证集困惑度",
};

}  // namespace

const Wording& wording(const ExportSource& source, const std::string& language) {
  if (!language.empty()) return language == "zh" ? kChinese : kEnglish;
  const formats::Json languages = source.view.manifest.value("corpus", formats::Json::object())
                                      .value("languages", formats::Json::object());
  const uint64_t chinese = languages.value("zh", uint64_t{0});
  for (const auto& [code, documents] : languages.items()) {
    if (code != "zh" && documents.get<uint64_t>() > chinese) return kEnglish;
  }
  return chinese > 0 ? kChinese : kEnglish;
}

}  // namespace theta::exports
