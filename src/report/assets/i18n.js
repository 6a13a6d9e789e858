// Every sentence of the interface in both languages, and how numbers are written in each.

const strings = {
  en: {
    language: 'Language', figures: 'Key figures', table: 'Show as table', chart: 'Show as chart', copy: 'Copy', copied: 'Copied',
    selected: 'Selected: press Ctrl C',
    topic: (number) => `Topic ${number}`,
    topics: 'Topics', topicsSub: 'Choose a topic here or on the map. Click a column to sort.',
    number: 'No.', words: 'Words', share: 'Share', npmi: 'NPMI', exclusivity: 'Exclusive',
    shareHelp: 'Share of all words in the collection', npmiHelp: 'Coherence: how often the top words meet in one text',
    exclusivityHelp: 'How much the top words belong to this topic alone', wordsHelp: 'Most relevant words at lambda 0.6',
    map: 'Topic map', mapSub: 'Close topics use similar words. The axes have no meaning.',
    mapWord: (word) => `Circle size: how much of “${word}” each topic holds.`,
    inFocus: 'Eight largest topics', otherTopics: 'Other topics', area: 'Area = share of words',
    horizontal: 'Position, horizontal', vertical: 'Position, vertical',
    termsSub: (share, rank) => `${share} of all words · ${rank}`,
    rank: (rank, all) => (rank === 1 ? `largest of ${all}` : `number ${rank} of ${all} by size`),
    frequent: 'Frequent', distinct: 'Distinct', lambda: 'Lambda: from frequent to distinct words',
    lambdaValue: (value) => `λ ${value}`,
    inTopic: 'In this topic (estimated)', inAll: 'In all texts', uses: 'In topic', count: 'In all', probability: 'p(word | topic)',
    termLabel: (word, uses, count) => `${word}: about ${uses} of its ${count} uses are in this topic`,
    passages: 'Passages that show it best',
    noPassages: 'No passages were stored with this report.',
    passagesSub: 'Underlined: words of this topic. Tinted: words found mostly in this topic.',
    row: (row) => `row ${row}`, weight: (value) => `${value} of this passage`,
    previous: 'Previous', next: 'Next', position: (number, words) => `Topic ${number}, ${words}`,
    overTime: 'Topics over time', overTimeSub: 'How much of the words of each slice of time each topic holds. Choose a topic in either chart.',
    rising: 'Gained most, in points:', falling: 'Lost most:', slice: 'Time', documentsColumn: 'Documents',
    peak: (label, share) => `Most in ${label}: ${share}`,
    timeLegend: 'Grey band: 95 % interval (bootstrap over documents). Each small panel has its own height. Gaps: no documents.',
    fewLegend: (count) => `Hatched: fewer than ${count} documents.`,
    hiddenLegend: 'Hidden topics are missing from the top of the stream.',
    withoutDate: (count) => `${count} documents without a date that can be read are not shown here.`,
    quality: 'Quality', qualitySub: 'No single number proves a model. Read the passages as well.',
    measure: 'Measure', value: 'Value', meaning: 'What it says', noMetrics: 'No measures were computed for this model.',
    training: 'Training', trainingSub: 'Values along the passes over the collection (epochs). The ring marks the best one.',
    noHistory: 'No training history was stored with this model.', epoch: 'Epoch',
    loss: 'Loss (negative ELBO)', reconstruction: 'Reconstruction', kl: 'KL divergence', log_likelihood: 'Log-likelihood per word', validation_perplexity: 'Held-out perplexity',
    settings: 'Settings', settingsSub: 'All that is needed to train this model again.', noSettings: 'No settings were stored with this model.',
    groupModel: 'Model', groupCorpus: 'Collection', groupParameters: 'Parameters', groupTimings: 'Time', groupEdits: 'Edits by hand',
    editCount: (count) => (count === 1 ? '1 edit' : `${count} edits`),
    metricsLeftOut: 'Topics were merged or hidden, or words taken out, by hand after training. Measures that would have to be taken again on the texts are left out.',
    methods: 'Methods and citation', methodsSub: 'A paragraph for your paper, in both languages, and its references.',
    english: 'English', chinese: 'Chinese', bibtex: 'BibTeX',
    documents: 'documents', documentsNote: (words, tokens) => `${words} different words, ${tokens} uses`,
    topicsFigure: (count) => (count === 1 ? 'topic' : 'topics'), topicsNote: (share) => `The largest holds ${share} of all words`,
    coherence: 'coherence, NPMI', diversity: 'diversity', time: 'in total', timeNote: (seed) => `Training and measuring, seed ${seed}`,
    tokensFigure: 'uses of words',
    good: 'Good', fair: 'Fair', weak: 'Weak',
    npmiNote: { good: 'words of a topic meet often', fair: 'words of a topic often meet', weak: 'words of a topic rarely meet' },
    diversityNote: { good: 'topics rarely share top words', fair: 'topics share some top words', weak: 'topics share many top words' },
    footer: (version) => `Made with THETA${version}. This page is complete in itself: it loads nothing from the network.`,
    unknown: 'not known', yes: 'yes', no: 'no',
  },
  zh: {
    language: '语言', figures: '主要数字', table: '看表格', chart: '看图', copy: '复制', copied: '已复制', selected: '已选中，按 Ctrl C',
    topic: (number) => `主题 ${number}`,
    topics: '主题', topicsSub: '在这里或地图上选一个主题。点列名可排序。',
    number: '编号', words: '词语', share: '占比', npmi: 'NPMI', exclusivity: '独占性',
    shareHelp: '占全部用词的比例', npmiHelp: '一致性：主要词语在同一文本中共现的程度',
    exclusivityHelp: '主要词语在多大程度上只属于这个主题', wordsHelp: 'λ = 0.6 时最相关的词',
    map: '主题地图', mapSub: '用词相近的主题靠得近。坐标轴没有含义。',
    mapWord: (word) => `圆的大小：「${word}」分布在各主题的比例。`,
    inFocus: '最大的八个主题', otherTopics: '其他主题', area: '面积 = 用词占比',
    horizontal: '横向位置', vertical: '纵向位置',
    termsSub: (share, rank) => `占全部用词的 ${share}，${rank}`,
    rank: (rank, all) => `${all} 个主题中第 ${rank} 大`,
    frequent: '常用', distinct: '独特', lambda: 'λ：从常用词到独特词',
    lambdaValue: (value) => `λ ${value}`,
    inTopic: '本主题中（估计）', inAll: '全部文本中', uses: '本主题', count: '全部', probability: 'p(词 | 主题)',
    termLabel: (word, uses, count) => `${word}：共 ${count} 次，约 ${uses} 次属于本主题`,
    passages: '最能说明它的段落',
    noPassages: '这份报告没有保存段落。',
    passagesSub: '下划线：本主题的词。加底色：主要出现在本主题的词。',
    row: (row) => `第 ${row} 行`, weight: (value) => `占本段 ${value}`,
    previous: '上一个', next: '下一个', position: (number, words) => `主题 ${number}，${words}`,
    overTime: '主题随时间的变化', overTimeSub: '每个时间段的用词中各主题所占的比例。在任一图中点选主题。',
    rising: '上升最多（百分点）：', falling: '下降最多：', slice: '时间', documentsColumn: '文档数',
    peak: (label, share) => `最高：${label}，${share}`,
    timeLegend: '灰色带：95% 区间（对文档自助抽样）。每个小图的高度各自取定。空缺：没有文档。',
    fewLegend: (count) => `斜线：不足 ${count} 篇文档。`,
    hiddenLegend: '隐藏的主题未画出，流图顶部因此留空。',
    withoutDate: (count) => `另有 ${count} 篇文档没有可读的日期，未计入。`,
    quality: '质量', qualitySub: '没有一个数字能单独证明模型好坏，还要读段落。',
    measure: '指标', value: '数值', meaning: '含义', noMetrics: '这个模型没有计算指标。',
    training: '训练过程', trainingSub: '沿训练轮次（每轮遍历一次语料）记录的值。圆圈标出最好的值。',
    noHistory: '这个模型没有保存训练过程。', epoch: '轮次',
    loss: '损失（负 ELBO）', reconstruction: '重构项', kl: 'KL 散度', log_likelihood: '每词对数似然', validation_perplexity: '留出集困惑度',
    settings: '设置', settingsSub: '重新训练这个模型所需的全部信息。', noSettings: '这个模型没有保存设置。',
    groupModel: '模型', groupCorpus: '语料', groupParameters: '参数', groupTimings: '用时', groupEdits: '人工修改',
    editCount: (count) => `${count} 处修改`,
    metricsLeftOut: '训练之后有人合并、隐藏了主题或去掉了词。需要在文本上重新计算的指标没有列出。',
    methods: '方法与引用', methodsSub: '可放入论文的方法段落（中英文）和参考文献。',
    english: '英文', chinese: '中文', bibtex: 'BibTeX',
    documents: '篇文档', documentsNote: (words, tokens) => `${words} 个不同的词，共 ${tokens} 次`,
    topicsFigure: '个主题', topicsNote: (share) => `最大的主题占全部用词的 ${share}`,
    coherence: '一致性 NPMI', diversity: '多样性', time: '总用时', timeNote: (seed) => `训练与评估，随机种子 ${seed}`,
    tokensFigure: '次用词',
    good: '良好', fair: '一般', weak: '较弱',
    npmiNote: { good: '同一主题的词常常一起出现', fair: '同一主题的词较常一起出现', weak: '同一主题的词很少一起出现' },
    diversityNote: { good: '主题之间很少共用主要词语', fair: '主题之间共用一些主要词语', weak: '主题之间共用许多主要词语' },
    footer: (version) => `由 THETA${version} 生成。本页自成一体，不从网络加载任何内容。`,
    unknown: '未知', yes: '是', no: '否',
  },
};

/** A sentence of the interface; some take values. */
function text(key, ...values) {
  const entry = strings[state.language][key];
  return typeof entry === 'function' ? entry(...values) : entry;
}

function decimal(value, digits) {
  if (!isNumber(value)) return '–';
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString('en-US', options).replace('-', '−');
}
const whole = (value) => decimal(value, 0);

/** "6.9 %" in English, with a narrow space that does not break; "6.9%" in Chinese. */
const percent = (share, digits = 1, language = state.language) =>
  (isNumber(share) ? `${decimal(100 * share, digits)}${language === 'zh' ? '%' : '\u202f%'}` : '–');

function duration(seconds, language = state.language) {
  if (!isNumber(seconds)) return '–';
  const [minute, second] = language === 'zh' ? ['分', '秒'] : ['min', 's'];
  if (seconds < 60) return `${decimal(seconds, seconds < 10 ? 1 : 0)} ${second}`;
  const rounded = Math.round(seconds);
  const parts = [[Math.floor(rounded / 60), minute], [rounded % 60, second]];
  return parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${whole(amount)} ${unit}`).join(' ');
}

/** "Topic 3", or "Topic 3 · Space" where it has a name. */
const topicTitle = (id) => text('topic', numberOf(id)) + (nameOf(id) !== null ? ` · ${nameOf(id)}` : '');

const topicSentence = (id) =>
  `${text('position', numberOf(id), nameOf(id) ?? topWords[id].slice(0, 4).join(state.language === 'zh' ? '、' : ', '))}, ${percent(data.topics[id].share)}`;

/** Puts the chosen language into the parts of the page that the scripts do not draw themselves. */
function translatePage() {
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text(node.dataset.label));
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === state.language));
  }
}
