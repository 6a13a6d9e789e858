// Every sentence of the page in both languages. t("key", value...) fills {0}, {1}, ...
const sentences = {
  en: {
    documents: "documents", topics: "topics", coherence: "coherence, NPMI", diversity: "diversity", perplexity: "perplexity",
    wordsInAll: "{0} words in the vocabulary, {1} tokens", rowsLeftOut: "{0} rows left out", largestShare: "The largest holds {0} of the words",
    coherenceGood: "Good: words of a topic often meet in a document", coherenceFair: "Fair: words of a topic often meet",
    coherenceWeak: "Weak: words of a topic rarely meet; short texts score low", diversityGood: "Good: topics rarely share top words",
    diversityFair: "Fair: some top words are shared", diversityWeak: "Weak: many top words are shared",
    perplexityMeaning: "On {0} held-out documents; lower is better, for the same vocabulary", trainedIn: "training", trainedHow: "{0} epochs · seed {1} · reproducible",
    topicsTitle: "Topics", share: "share", byId: "By number", byShare: "Largest first", byNpmi: "Most coherent first", order: "Order",
    mapTitle: "Topic map", mapHow: "Close topics use similar words. The axes have no meaning.", inFocus: "In focus", others: "Other topics", area: "Area = share of words",
    termsHow: "{0} of the words · {1} documents mainly about it", frequent: "Frequent", distinct: "Distinct", inTopic: "In this topic (estimated)", inAll: "In all documents",
    passagesTitle: "Passages that show topic {0}", passagesHow: "The documents with the largest share of the topic. Its words are underlined.", noPassages: "The source of this corpus has counts only, no texts.",
    row: "row {0}", weight: "{0} of this text",
    tableTitle: "All topics", topic: "Topic", words: "Words", npmi: "NPMI", exclusivity: "Exclusivity", mainDocuments: "Documents",
    qualityTitle: "Quality and settings", figure: "Figure", value: "Value", meaning: "Meaning", curveTitle: "Training loss per epoch", curveHow: "Mean over the training documents, in nats; the KL term fades in over the first epochs.",
    similarTitle: "Topics that look alike", similar: "Topics {0} and {1} share {2} of their top ten words", noSimilar: "No two topics share more than half of their top ten words.",
    settingsTitle: "Settings", setting: "Setting",
    citeTitle: "Methods and citation", methodsEn: "In English", methodsZh: "In Chinese", copy: "Copy", copied: "Copied",
    npmiMeaning: "Normalised pointwise mutual information of the top ten words by documents of the training set, -1 to 1",
    topic_diversityMeaning: "Share of distinct words among the top 25 words of all topics",
    exclusivityMeaning: "How much the top ten words of a topic belong to it alone, 0 to 1",
    perplexityMeaningLong: "exp of the mean over documents of the loss per word in the second half of held-out documents, given the first",
    perplexity_per_wordMeaning: "The same over all words", purityMeaning: "Share of documents whose label is the most frequent one of their main topic",
    nmiMeaning: "Normalised mutual information of main topic and label, 0 to 1",
  },
  zh: {
    documents: "篇文档", topics: "个主题", coherence: "一致性 NPMI", diversity: "多样性", perplexity: "困惑度",
    wordsInAll: "词表 {0} 个词，共 {1} 个词次", rowsLeftOut: "舍弃 {0} 行", largestShare: "最大的主题占全部词的 {0}",
    coherenceGood: "好：同一主题的词常在同一文档出现", coherenceFair: "尚可：同一主题的词较常同现",
    coherenceWeak: "弱：同一主题的词很少同现；短文本得分偏低", diversityGood: "好：各主题的前列词很少重复",
    diversityFair: "尚可：部分前列词重复", diversityWeak: "弱：许多前列词重复",
    perplexityMeaning: "在 {0} 篇留出文档上；词表相同时越低越好", trainedIn: "训练", trainedHow: "{0} 轮 · 种子 {1} · 可复现",
    topicsTitle: "主题", share: "占比", byId: "按编号", byShare: "从大到小", byNpmi: "按一致性", order: "排序",
    mapTitle: "主题地图", mapHow: "相近的主题用词相似。坐标轴没有含义。", inFocus: "重点主题", others: "其他主题", area: "面积 = 词的占比",
    termsHow: "占全部词的 {0} · {1} 篇文档以它为主", frequent: "常见", distinct: "独特", inTopic: "在该主题中（估计）", inAll: "在全部文档中",
    passagesTitle: "最能体现主题 {0} 的文本", passagesHow: "该主题占比最大的文档；主题词加下划线。", noPassages: "该语料只有词频，没有原文。",
    row: "第 {0} 行", weight: "占该文本 {0}",
    tableTitle: "全部主题", topic: "主题", words: "词", npmi: "NPMI", exclusivity: "独占性", mainDocuments: "文档数",
    qualityTitle: "质量与设置", figure: "指标", value: "数值", meaning: "含义", curveTitle: "每轮训练损失", curveHow: "训练文档的平均值，单位 nat；KL 项在最初几轮逐渐加入。",
    similarTitle: "相似的主题", similar: "主题 {0} 与主题 {1} 的前十词中有 {2} 个相同", noSimilar: "没有两个主题共享超过一半的前十词。",
    settingsTitle: "设置", setting: "设置项",
    citeTitle: "方法与引用", methodsEn: "英文", methodsZh: "中文", copy: "复制", copied: "已复制",
    npmiMeaning: "前十词的归一化点互信息，按训练集文档计，-1 到 1",
    topic_diversityMeaning: "所有主题前 25 个词中不同词的占比",
    exclusivityMeaning: "前十词在多大程度上只属于该主题，0 到 1",
    perplexityMeaningLong: "给定留出文档的前一半，后一半每词损失在文档上取平均后的指数",
    perplexity_per_wordMeaning: "同上，按全部词计", purityMeaning: "标签与其主要主题中最常见标签一致的文档占比",
    nmiMeaning: "主要主题与标签的归一化互信息，0 到 1",
  },
};
let language = (navigator.language || "en").startsWith("zh") ? "zh" : "en";

function t(key, ...values) {
  return sentences[language][key].replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
}
const whole = (value) => Math.round(value).toLocaleString("en-US");
const percent = (value, digits = 1) => `${(100 * value).toFixed(digits)} %`;
