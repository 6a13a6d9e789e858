// A methods paragraph in English and in Chinese from what the manifest and the measures hold, and the references.

/** Joins the sentences whose facts are known. */
const sentences = (parts, blank) => parts.filter((part) => part !== null).join(blank);
const known = (value, make) => (value !== null && value !== undefined && value !== '' ? make(value) : null);

const fitted = data.model_topics;
const isEmbedded = !manifest.model || String(manifest.model).toLowerCase() === 'etm';

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
    known(parameters.epochs, (v) => `${v} epochs`), known(parameters.batch_size, (v) => `batches of ${whole(v)} documents`),
    known(parameters.learning_rate, (v) => `a learning rate of ${v}`), known(manifest.seed, (v) => `random seed ${v}`),
  ].filter((part) => part !== null);
  const found = measured('en');
  return sentences([
    isEmbedded
      ? `We fitted an embedded topic model (Dieng, Ruiz & Blei, 2020) with ${fitted} topic${fitted === 1 ? '' : 's'}, in which a topic is a point in the space of word embeddings and its words are those with near embeddings.`
      : `We fitted a topic model (${manifest.model}) with ${fitted} topic${fitted === 1 ? '' : 's'}; for embedded topic models see Dieng, Ruiz & Blei (2020).`,
    known(corpus.documents, (v) => `The collection held ${whole(v)} documents${known(corpus.vocabulary_size, (n) => `, a vocabulary of ${whole(n)} words`) ?? ''} and ${whole(corpus.tokens ?? data.tokens)} uses of words.`),
    details.length > 0 ? `Training used ${listed(details, 'en')}.` : null,
    edits.length > 0 ? editsInMethods('en') : null,
    found.length > 0 ? `The model reached ${listed(found, 'en')} (for NPMI see Lau, Newman & Baldwin, 2014).` : null,
    'Words of a topic are ranked by relevance (Sievert & Shirley, 2014); the topic map shows Jensen–Shannon distances between topics, scaled to two dimensions.',
    `Computations were done with THETA${known(manifest.program_version, (v) => ` ${v}`) ?? ''}${known(corpus.hash, (v) => ` (fingerprint of the collection: ${v})`) ?? ''}.`,
  ], ' ');
}

function chineseMethods() {
  const details = [
    known(parameters.epochs, (v) => `训练 ${v} 轮`), known(parameters.batch_size, (v) => `每批 ${whole(v)} 篇文档`),
    known(parameters.learning_rate, (v) => `学习率 ${v}`), known(manifest.seed, (v) => `随机种子 ${v}`),
  ].filter((part) => part !== null);
  const found = measured('zh');
  return sentences([
    isEmbedded
      ? `本文使用嵌入主题模型（Dieng、Ruiz 与 Blei，2020），主题数为 ${fitted}；该模型把每个主题表示为词向量空间中的一个点，与之相近的词即为该主题的词。`
      : `本文使用主题模型（${manifest.model}），主题数为 ${fitted}；嵌入主题模型参见 Dieng、Ruiz 与 Blei（2020）。`,
    known(corpus.documents, (v) => `语料共 ${whole(v)} 篇文档${known(corpus.vocabulary_size, (n) => `，词表含 ${whole(n)} 个词`) ?? ''}，用词 ${whole(corpus.tokens ?? data.tokens)} 次。`),
    details.length > 0 ? `${listed(details, 'zh')}。` : null,
    edits.length > 0 ? editsInMethods('zh') : null,
    found.length > 0 ? `模型的${listed(found, 'zh')}（NPMI 参见 Lau、Newman 与 Baldwin，2014）。` : null,
    '主题词按相关度排序（Sievert 与 Shirley，2014）；主题地图由主题之间的 Jensen–Shannon 距离经二维尺度变换得到。',
    `计算使用 THETA${known(manifest.program_version, (v) => ` ${v}`) ?? ''}${known(corpus.hash, (v) => `（语料指纹：${v}）`) ?? ''}。`,
  ], '');
}

const bibliography = `@article{dieng2020topic,
  title   = {Topic Modeling in Embedding Spaces},
  author  = {Dieng, Adji B. and Ruiz, Francisco J. R. and Blei, David M.},
  journal = {Transactions of the Association for Computational Linguistics},
  volume  = {8},
  pages   = {439--453},
  year    = {2020},
  doi     = {10.1162/tacl_a_00325}
}
@inproceedings{sievert2014ldavis,
  title     = {{LDAvis}: A method for visualizing and interpreting topics},
  author    = {Sievert, Carson and Shirley, Kenneth},
  booktitle = {Proceedings of the Workshop on Interactive Language Learning, Visualization, and Interfaces},
  pages     = {63--70},
  year      = {2014},
  doi       = {10.3115/v1/W14-3110}
}
@inproceedings{lau2014machine,
  title     = {Machine Reading Tea Leaves: Automatically Evaluating Topic Coherence and Topic Model Quality},
  author    = {Lau, Jey Han and Newman, David and Baldwin, Timothy},
  booktitle = {Proceedings of the 14th Conference of the European Chapter of the Association for Computational Linguistics},
  pages     = {530--539},
  year      = {2014},
  doi       = {10.3115/v1/E14-1056}
}
`;

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
    methodBlock(text('bibtex'), element('pre', { lang: 'en', tabindex: '0' }, bibliography)));
}
