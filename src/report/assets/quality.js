// What was measured, each measure with one line that says what it means. Unknown measures are shown by their name.

const measures = {
  npmi: {
    digits: 3, en: ['Coherence (NPMI)', 'Mean normalised pointwise mutual information of pairs of top words: 0 = they meet by chance, 1 = they only occur together.'],
    zh: ['一致性（NPMI）', '主要词语两两之间标准化点互信息的均值：0 表示碰巧共现，1 表示总是一起出现。'],
  },
  c_v: {
    digits: 3, en: ['Coherence (C_V)', 'How alike the company is that the top words of a topic keep, within 110 words: 1 = the same company. Compare only on the same texts.'],
    zh: ['一致性（C_V）', '主要词语在 110 个词的范围内与哪些词为伴，彼此有多相似：1 表示完全相同。只能在相同文本上比较。'],
  },
  c_npmi: {
    digits: 3, en: ['Coherence (NPMI, 10 words)', 'NPMI counted within ten words instead of whole texts, as most published tables have it.'],
    zh: ['一致性（NPMI，10 词窗口）', '在十个词的范围内而不是整篇文本中统计的 NPMI，已发表的表格多用此法。'],
  },
  c_uci: {
    digits: 3, en: ['Coherence (UCI)', 'Mean pointwise mutual information of pairs of top words within ten words, not normalised: 0 = they meet by chance, more is better.'],
    zh: ['一致性（UCI）', '主要词语两两之间在十个词范围内的点互信息均值，未标准化：0 表示碰巧共现，越高越好。'],
  },
  u_mass: {
    digits: 3, en: ['Coherence (UMass)', 'How likely a text with one top word also has a less probable one, as a logarithm: 0 is the most, values below are usual.'],
    zh: ['一致性（UMass）', '含有某个主要词语的文本也含有另一个较次要词语的可能性（取对数）：最大为 0，通常为负。'],
  },
  topic_diversity: {
    digits: 3, en: ['Topic diversity', 'Share of different words among the top words of all topics: 1 = no word in two topics.'],
    zh: ['主题多样性', '所有主题的主要词语中不重复的比例：1 表示没有词同时属于两个主题。'],
  },
  inverted_rbo: {
    digits: 3, en: ['Inverted RBO', 'How much the ranked top words of topics differ, early ranks counting most: 1 = no two topics share a word.'],
    zh: ['反向 RBO', '各主题主要词语的排序有多不同，越靠前的词权重越大：1 表示任意两个主题没有共同的词。'],
  },
  exclusivity: {
    digits: 3, en: ['Exclusivity', 'How much the top words of a topic belong to that topic alone, mean over topics.'],
    zh: ['独占性', '主要词语只属于本主题的程度，各主题取均值。'],
  },
  slice_npmi: {
    digits: 3, en: ['Coherence by slice (NPMI)', 'NPMI of the top words that topics have in each slice of time, counted over all texts, mean over slices.'],
    zh: ['分片一致性（NPMI）', '各时间片中主题的主要词语的 NPMI，在全部文本上统计，对时间片取均值。'],
  },
  slice_diversity: {
    digits: 3, en: ['Diversity by slice', 'Share of different words among the top words of all topics of one slice of time, mean over slices.'],
    zh: ['分片多样性', '同一时间片中所有主题的主要词语不重复的比例，对时间片取均值。'],
  },
  smoothness: {
    digits: 3, en: ['Smoothness', 'Cosine of a topic in one slice of time and the next, mean over topics and steps: 1 = nothing changes. Neither end is better.'],
    zh: ['平滑度', '主题在相邻时间片之间的余弦相似度，对主题和步取均值：1 表示毫无变化。两端无优劣之分。'],
  },
  perplexity: {
    digits: 1, en: ['Perplexity', 'How many words the model hesitates between when it predicts text it has not seen. Lower is better; compare only on the same texts and vocabulary.'],
    zh: ['困惑度', '预测未见文本时，模型相当于在多少个词之间犹豫。越低越好，只能在相同文本和词表上比较。'],
  },
  perplexity_per_word: {
    digits: 1, en: ['Perplexity per word', 'The same with every word counted equally, so that long texts weigh more.'],
    zh: ['按词困惑度', '同上，但每个词权重相同，因此长文本占比更大。'],
  },
  purity: {
    digits: 3, en: ['Purity', 'If every text took the most frequent label of its main topic, this share would be right. It rises with the number of topics.'],
    zh: ['纯度', '若每篇文本取其主要主题中最常见的标签，有这么大比例是对的。主题越多，数值越高。'],
  },
  nmi: {
    digits: 3, en: ['NMI', 'Normalised mutual information of main topics and labels: 0 = independent, 1 = the same grouping.'],
    zh: ['NMI', '主要主题与标签之间的标准化互信息：0 表示无关，1 表示分组相同。'],
  },
};

function measureRow(name) {
  const known = measures[name];
  const [title, meaning] = known ? known[state.language] : [name, ''];
  const found = verdict(name, metrics[name]);
  const digits = known ? known.digits : 3;
  return [title, decimal(metrics[name], digits), found === null ? meaning : [element('strong', {}, text(found)), `${state.language === 'zh' ? '。' : '. '}${meaning}`]];
}

function drawQuality() {
  const order = [...Object.keys(measures), ...Object.keys(metrics).filter((name) => !(name in measures))];
  const names = order.filter((name) => isNumber(metrics[name]));
  const rows = names.map(measureRow);
  byId('quality').replaceChildren(names.length === 0
    ? element('p', { class: 'empty' }, text('noMetrics'))
    : table(text('quality'), [{ text: text('measure') }, { text: text('value'), number: true }, { text: text('meaning') }], rows),
    ...(data.metrics_left_out ? [element('p', { class: 'sub' }, text('metricsLeftOut'))] : []));
}
