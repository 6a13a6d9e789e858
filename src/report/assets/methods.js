// A methods paragraph in English and in Chinese from what the manifest and the measures hold, with their references.

/** Joins the sentences whose facts are known. */
const sentences = (parts, blank) => parts.filter((part) => part !== null).join(blank);
const known = (value, make) => (value !== null && value !== undefined && value !== '' ? make(value) : null);

const modelKind = String(manifest.model ?? 'etm').toLowerCase();
const fixedPriors = parameters.optimize_interval === 0;
const fitted = data.model_topics;
const topicsInWords = `${fitted} topic${fitted === 1 ? '' : 's'}`;

/** What was fitted, in each language. */
const modelSentences = {
  etm: {
    en: `We fitted an embedded topic model (Dieng, Ruiz & Blei, 2020) with ${topicsInWords}, in which a topic is a point in the space of word embeddings and its words are those with near embeddings.`,
    zh: `本文使用嵌入主题模型（Dieng、Ruiz 与 Blei，2020），主题数为 ${fitted}；该模型把每个主题表示为词向量空间中的一个点，与之相近的词即为该主题的词。`,
  },
  detm: {
    en: `We fitted a dynamic embedded topic model (Dieng, Ruiz & Blei, 2019) with ${topicsInWords} over ${driftSlices.length} slices of time, in which a topic is a path through the space of word embeddings and its words at a time are those with near embeddings.`,
    zh: `本文使用动态嵌入主题模型（Dieng、Ruiz 与 Blei，2019），主题数为 ${fitted}，时间片数为 ${driftSlices.length}；该模型把每个主题表示为词向量空间中的一条路径，某一时期与之相近的词即为该主题当时的词。`,
  },
  lda: {
    en: `We fitted latent Dirichlet allocation (Blei, Ng & Jordan, 2003) with ${topicsInWords} by collapsed Gibbs sampling (Griffiths & Steyvers, 2004), ${fixedPriors
      ? 'with fixed symmetric priors' : 'with an asymmetric document prior and a symmetric topic prior estimated from the data (Wallach, Mimno & McCallum, 2009)'}; topic shares of documents were inferred under these topics by collapsed variational inference (Asuncion et al., 2009).`,
    zh: `本文使用潜在狄利克雷分配（LDA；Blei、Ng 与 Jordan，2003），主题数为 ${fitted}，以坍缩吉布斯采样估计（Griffiths 与 Steyvers，2004），${fixedPriors
      ? '采用固定的对称先验' : '文档先验不对称、主题先验对称，均由数据估计（Wallach、Mimno 与 McCallum，2009）'}；文档的主题占比在所得主题下以坍缩变分推断得到（Asuncion 等，2009）。`,
  },
};
const modelSentence = (language) => (modelSentences[modelKind] ?? {
  en: `We fitted a topic model (${manifest.model}) with ${topicsInWords}.`, zh: `本文使用主题模型（${manifest.model}），主题数为 ${fitted}。`,
})[language];

function listed(values, language) {
  if (language === 'zh') return values.join('，');
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} and ${values[values.length - 1]}` : values[0];
}

const measured = (language) => [
  known(metrics.npmi, (v) => (language === 'zh' ? `主题一致性（NPMI）${decimal(v, 3)}` : `topic coherence (NPMI) ${decimal(v, 3)}`)),
  known(metrics.topic_diversity, (v) => (language === 'zh' ? `主题多样性 ${decimal(v, 3)}` : `topic diversity ${decimal(v, 3)}`)),
  known(metrics.perplexity, (v) => (language === 'zh' ? `困惑度 ${decimal(v, 1)}` : `perplexity ${decimal(v, 1)}`)),
  known(metrics.purity, (v) => (language === 'zh' ? `纯度 ${decimal(v, 3)}` : `purity ${decimal(v, 3)}`)),
  known(metrics.nmi, (v) => (language === 'zh' ? `标准化互信息 ${decimal(v, 3)}` : `normalised mutual information ${decimal(v, 3)}`)),
].filter((part) => part !== null);

function englishMethods() {
  const details = [
    known(parameters.epochs, (v) => (modelKind === 'lda' ? `${v} sweeps over all words` : `${v} epochs`)), known(parameters.batch_size, (v) => `batches of ${whole(v)} documents`),
    known(parameters.learning_rate, (v) => `a learning rate of ${v}`), known(manifest.seed, (v) => `random seed ${v}`),
  ].filter((part) => part !== null);
  const found = measured('en');
  return sentences([
    modelSentence('en'),
    known(corpus.documents, (v) => `The collection held ${whole(v)} documents${known(corpus.vocabulary_size, (n) => `, a vocabulary of ${whole(n)} words`) ?? ''} and ${whole(corpus.tokens ?? data.tokens)} uses of words.`),
    details.length > 0 ? `Training used ${listed(details, 'en')}.` : null,
    edits.length > 0 ? editsInMethods('en') : null,
    found.length > 0 ? `The model reached ${listed(found, 'en')} (for NPMI see Lau, Newman & Baldwin, 2014).` : null,
    hasDrift ? 'Words that rise or fall within a topic were found by the log odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn, 2008), |z| at least 1.96.' : null,
    'Words of a topic are ranked by relevance (Sievert & Shirley, 2014); the topic map shows Jensen–Shannon distances between topics, scaled to two dimensions.',
    `Computations were done with THETA${known(manifest.program_version, (v) => ` ${v}`) ?? ''}${known(corpus.hash, (v) => ` (fingerprint of the collection: ${v})`) ?? ''}.`,
  ], ' ');
}

function chineseMethods() {
  const details = [
    known(parameters.epochs, (v) => (modelKind === 'lda' ? `对全部词采样 ${v} 轮` : `训练 ${v} 轮`)), known(parameters.batch_size, (v) => `每批 ${whole(v)} 篇文档`),
    known(parameters.learning_rate, (v) => `学习率 ${v}`), known(manifest.seed, (v) => `随机种子 ${v}`),
  ].filter((part) => part !== null);
  const found = measured('zh');
  return sentences([
    modelSentence('zh'),
    known(corpus.documents, (v) => `语料共 ${whole(v)} 篇文档${known(corpus.vocabulary_size, (n) => `，词表含 ${whole(n)} 个词`) ?? ''}，用词 ${whole(corpus.tokens ?? data.tokens)} 次。`),
    details.length > 0 ? `${listed(details, 'zh')}。` : null,
    edits.length > 0 ? editsInMethods('zh') : null,
    found.length > 0 ? `模型的${listed(found, 'zh')}（NPMI 参见 Lau、Newman 与 Baldwin，2014）。` : null,
    hasDrift ? '主题内上升与下降的词由带信息先验的对数优势比判断（Monroe、Colaresi 与 Quinn，2008），|z| 不低于 1.96。' : null,
    '主题词按相关度排序（Sievert 与 Shirley，2014）；主题地图由主题之间的 Jensen–Shannon 距离经二维尺度变换得到。',
    `计算使用 THETA${known(manifest.program_version, (v) => ` ${v}`) ?? ''}${known(corpus.hash, (v) => `（语料指纹：${v}）`) ?? ''}。`,
  ], '');
}

function methodBlock(title, body) {
  return element('div', { class: 'method' }, element('div', { class: 'method-head' }, element('h3', {}, title), copyButton(body)), body);
}

function drawMethods() {
  const paragraphs = {
    en: methodBlock(text('english'), element('p', { lang: 'en', class: 'prose' }, englishMethods())),
    zh: methodBlock(text('chinese'), element('p', { lang: 'zh-CN', class: 'prose' }, chineseMethods())),
  };
  const order = state.language === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
  byId('methods').replaceChildren(...order.map((language) => paragraphs[language]),
    methodBlock(text('bibtex'), element('pre', { lang: 'en', tabindex: '0' }, data.bibliography)));
}
