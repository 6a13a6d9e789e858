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
    overTime: 'Topics over time', view: 'View', stream: 'Stream', lines: 'Lines', multiples: 'Small multiples',
    streamSub: 'Share of words of each slice of time. Bands keep their order; the widest stretch carries the name.',
    linesSub: 'Share of words of each slice of time, from zero up, all on one scale.',
    multiplesSub: 'Share of words of each slice of time, one small chart a topic, early topics first.',
    timeKeys: 'Left and right arrows move through time, up and down choose a topic.',
    ownScale: 'Own height for each topic',
    documentCount: (count) => (count === '1' ? '1 document' : `${count} documents`),
    restTag: (count, share) => `the other ${count} hold ${share}`, save: (kind) => `Save as ${kind}`,
    slice: 'Time', documentsColumn: 'Documents',
    peak: (label, share) => `Most in ${label}: ${share}`,
    most: (label, share) => `most in ${label}: ${share}`,
    birth: (label) => `strong since ${label}`, fading: (label) => `until ${label}`,
    streamLegend: 'Bars below: documents of each slice.', linesLegend: 'Grey band: 95 % interval of the chosen topic (bootstrap over documents).',
    panelsLegend: 'Grey band: 95 % interval (bootstrap over documents). Dashed line: where all topics would be alike.',
    gapsLegend: 'Gaps: no documents.',
    fewLegend: (count) => `Hatched: fewer than ${count} documents, read with care.`,
    hiddenLegend: 'Hidden topics are not part of the stream.',
    withoutDate: (count) => `${count} documents without a date that can be read are not shown here.`,
    lengthsUnknown: 'This model does not tell how long its texts are: each weighs the same here.',
    lives: 'Rising and falling topics', livesSub: 'Last third of the time against the first, in percentage points; only changes beyond chance are listed.',
    rising: 'rising', falling: 'falling', steady: 'no clear change', risingTopics: 'Rising', fallingTopics: 'Falling',
    noneSure: 'None for certain.', moreInTable: (count) => `${count} more in the table.`,
    steadyTopics: (count) => (count === '1' ? '1 topic shows no clear change.' : `${count} topics show no clear change.`),
    lifeLegend: 'Strong: at least half of the topic\u2019s peak. Since and until are told only where the intervals leave no doubt.',
    meanShare: 'Mean share', birthColumn: 'Strong since', peakColumn: 'Peak', peakShare: 'Share then', fadingColumn: 'Until', trend: 'Trend',
    gain: 'Change, points', interval: '95 % interval',
    wordDriftOf: 'How its words change:', wordDrift: (name) => `How its words change: ${name}`,
    drift_whole: 'Whole time', drift_steps: 'Slice by slice', earlier: 'Earlier', later: 'Later',
    driftWholeSub: 'Most probable words, some slices from first to last. Marks: last third of the time against the first. Choose a word to follow it.',
    driftStepsSub: 'Most probable words, one slice after the other. Marks: against the slice before. Choose a word to follow it.',
    driftKeys: 'Arrows walk the words, Enter follows a word through time.',
    rankNumber: (rank) => `rank ${rank}`, wordRising: 'rising', wordFalling: 'falling', newWord: 'new in the list',
    wordsRising: 'Words rising:', wordsFalling: 'Words falling:', stepRising: 'Rising since the slice before', stepFalling: 'Falling',
    newLegend: 'new among the words shown', driftLegend: 'Rising and falling: beyond chance, given how much the topic was used (log odds, |z| of at least 1.96).',
    driftGaps: 'Slices without documents are left out.',
    quality: 'Quality', qualitySub: 'No single number proves a model. Read the passages as well.',
    measure: 'Measure', value: 'Value', meaning: 'What it says', noMetrics: 'No measures were computed for this model.',
    training: 'Training', trainingSub: 'Values along the passes over the collection (epochs). The ring marks the best one.',
    noHistory: 'No training history was stored with this model.', epoch: 'Epoch',
    loss: 'Loss (negative ELBO)', reconstruction: 'Reconstruction', kl: 'KL divergence', kl_topics: 'KL divergence, topics over time', kl_trend: 'KL divergence, trend of shares', log_likelihood: 'Log-likelihood per word', validation_perplexity: 'Held-out perplexity',
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
    overTime: '主题随时间的变化', view: '视图', stream: '流图', lines: '折线', multiples: '小图',
    streamSub: '各时间片用词中每个主题的占比。色带次序不变，最宽处写主题名。',
    linesSub: '各时间片用词中每个主题的占比，从零起画，同一刻度。',
    multiplesSub: '各时间片用词中每个主题的占比，每个主题一张小图，较早的主题在前。',
    timeKeys: '左右键沿时间移动，上下键换主题。',
    ownScale: '各主题自定高度',
    documentCount: (count) => `${count} 篇文档`,
    restTag: (count, share) => `其余 ${count} 个主题占 ${share}`, save: (kind) => `保存为 ${kind}`,
    slice: '时间', documentsColumn: '文档数',
    peak: (label, share) => `最高：${label}，${share}`,
    most: (label, share) => `最高 ${label}，${share}`,
    birth: (label) => `${label} 起兴盛`, fading: (label) => `到 ${label} 为止`,
    streamLegend: '下方直条：各时间片的文档数。', linesLegend: '灰色带：所选主题的 95% 区间（对文档自助抽样）。',
    panelsLegend: '灰色带：95% 区间（对文档自助抽样）。虚线：各主题均等时的占比。',
    gapsLegend: '空缺：没有文档。',
    fewLegend: (count) => `斜线：不足 ${count} 篇文档，解读须谨慎。`,
    hiddenLegend: '流图不含隐藏的主题。',
    withoutDate: (count) => `另有 ${count} 篇文档没有可读的日期，未计入。`,
    lengthsUnknown: '模型没有记录文本长度，此处每篇文档权重相同。',
    lives: '上升和下降的主题', livesSub: '最后三分之一时段与最初三分之一相比，单位为百分点；只列出超出偶然的变化。',
    rising: '上升', falling: '下降', steady: '无明显变化', risingTopics: '上升', fallingTopics: '下降',
    noneSure: '没有能确定的。', moreInTable: (count) => `另有 ${count} 个见表格。`,
    steadyTopics: (count) => `${count} 个主题没有明显变化。`,
    lifeLegend: '兴盛：占比不低于该主题峰值的一半。只有区间足以确定时才写起止。',
    meanShare: '平均占比', birthColumn: '兴盛起于', peakColumn: '峰值', peakShare: '当时占比', fadingColumn: '止于', trend: '趋势',
    gain: '变化（百分点）', interval: '95% 区间',
    wordDriftOf: '词语演变：', wordDrift: (name) => `词语演变：${name}`,
    drift_whole: '整个时段', drift_steps: '逐片对比', earlier: '更早', later: '更晚',
    driftWholeSub: '从头到尾若干时间片中概率最大的词。标记：最后三分之一时段与最初三分之一相比。点选一个词可沿时间追踪。',
    driftStepsSub: '逐个时间片中概率最大的词。标记：与前一时间片相比。点选一个词可沿时间追踪。',
    driftKeys: '方向键在词间移动，回车键沿时间追踪一个词。',
    rankNumber: (rank) => `第 ${rank} 位`, wordRising: '上升', wordFalling: '下降', newWord: '新进列表',
    wordsRising: '上升的词：', wordsFalling: '下降的词：', stepRising: '比前一片上升', stepFalling: '下降',
    newLegend: '新进列表的词', driftLegend: '上升与下降：按主题用词量判断，超出偶然（对数优势比，|z| 不低于 1.96）。',
    driftGaps: '没有文档的时间片未列出。',
    quality: '质量', qualitySub: '没有一个数字能单独证明模型好坏，还要读段落。',
    measure: '指标', value: '数值', meaning: '含义', noMetrics: '这个模型没有计算指标。',
    training: '训练过程', trainingSub: '沿训练轮次（每轮遍历一次语料）记录的值。圆圈标出最好的值。',
    noHistory: '这个模型没有保存训练过程。', epoch: '轮次',
    loss: '损失（负 ELBO）', reconstruction: '重构项', kl: 'KL 散度', kl_topics: 'KL 散度（主题演变）', kl_trend: 'KL 散度（占比趋势）', log_likelihood: '每词对数似然', validation_perplexity: '留出集困惑度',
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
