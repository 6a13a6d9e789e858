// Every option of training with its default and one line of help; the names are those of the API.

export type FieldKind = 'whole' | 'number' | 'yes_no' | 'choice';

export interface TrainField {
  name: string;
  group: 'all' | 'network' | 'lda';
  kind: FieldKind;
  choices?: string[];
  fallback: string; // the default as it is shown; empty: by the size of the collection
  en: [string, string]; // name and help
  zh: [string, string];
}

function field(
  name: string,
  group: TrainField['group'],
  kind: FieldKind,
  fallback: string,
  en: [string, string],
  zh: [string, string],
  choices?: string[],
): TrainField {
  return { name, group, kind, fallback, en, zh, ...(choices && { choices }) };
}

export const trainFields: TrainField[] = [
  field(
    'seed',
    'all',
    'whole',
    '1',
    ['Seed', 'The same seed and data give the same model.'],
    ['随机种子', '种子和数据相同，模型就相同。'],
  ),
  field(
    'epochs',
    'all',
    'whole',
    '',
    ['Passes', 'Over the documents; sweeps of LDA.'],
    ['轮数', '通读文档的次数；LDA 为扫描次数。'],
  ),
  field(
    'time_bin',
    'all',
    'choice',
    'auto',
    ['Time slice', 'How time is cut where documents have dates.'],
    ['时间片', '有日期时如何切分时间。'],
    ['auto', 'year', 'quarter', 'month', 'week', 'day'],
  ),
  field(
    'recipe',
    'network',
    'choice',
    'default',
    ['Recipe', 'paper: the settings of the published papers.'],
    ['配方', 'paper：论文中的设置。'],
    ['default', 'paper'],
  ),
  field(
    'batch_size',
    'network',
    'whole',
    '',
    ['Batch size', 'Documents in a step. Half of it needs less memory.'],
    ['批大小', '每步的文档数；减半可少用内存。'],
  ),
  field(
    'learning_rate',
    'network',
    'number',
    '0.005',
    ['Learning rate', 'Of Adam.'],
    ['学习率', 'Adam 的学习率。'],
  ),
  field(
    'hidden_size',
    'network',
    'whole',
    '200',
    ['Hidden units', 'Of each hidden layer of the encoder.'],
    ['隐层单元', '编码器每个隐层的单元数。'],
  ),
  field(
    'embedding_size',
    'network',
    'whole',
    '200',
    ['Embedding width', 'Numbers that place a word.'],
    ['词向量维度', '表示一个词的数的个数。'],
  ),
  field(
    'embeddings',
    'network',
    'choice',
    '',
    ['Word vectors', 'skip-gram: learnt from the texts first.'],
    ['词向量', 'skip-gram：先从文本中学习。'],
    ['skip-gram'],
  ),
  field(
    'fixed_embeddings',
    'network',
    'yes_no',
    'no',
    ['Keep word vectors', 'Do not tune them while training.'],
    ['固定词向量', '训练时不调整词向量。'],
  ),
  field(
    'dropout',
    'network',
    'number',
    '0',
    ['Dropout', 'Of the second hidden layer.'],
    ['丢弃率', '第二隐层的丢弃率。'],
  ),
  field(
    'batch_norm',
    'network',
    'yes_no',
    '',
    ['Batch normalisation', 'Of mean and log-variance.'],
    ['批归一化', '对均值与对数方差归一化。'],
  ),
  field(
    'kl_warmup',
    'network',
    'number',
    '',
    ['KL warm-up', 'Passes until the KL term has its full weight.'],
    ['KL 预热', 'KL 项达到全权重前的轮数。'],
  ),
  field(
    'clip',
    'network',
    'number',
    '0',
    ['Gradient clip', 'Largest norm of the gradient; 0: none.'],
    ['梯度裁剪', '梯度范数上限；0 为不裁剪。'],
  ),
  field(
    'patience',
    'network',
    'whole',
    '0',
    ['Patience', 'Stop after so many passes without a better validation perplexity; 0: never.'],
    ['耐心', '验证困惑度这么多轮不改善就停；0 为不停。'],
  ),
  field(
    'anneal_after',
    'network',
    'whole',
    '0',
    ['Halve the rate after', 'So many passes without one; 0: never.'],
    ['学习率减半', '这么多轮不改善就减半；0 为不减。'],
  ),
  field(
    'alpha',
    'lda',
    'number',
    '5',
    ['Alpha', 'Document prior at the start, summed over the topics.'],
    ['Alpha', '文档先验的初值，对主题求和。'],
  ),
  field(
    'beta',
    'lda',
    'number',
    '0.01',
    ['Beta', 'Topic prior of a word at the start.'],
    ['Beta', '词的主题先验初值。'],
  ),
  field(
    'optimize_interval',
    'lda',
    'whole',
    '10',
    ['Prior steps', 'Sweeps between two steps of the priors; 0 keeps them.'],
    ['先验更新间隔', '两次更新先验之间的扫描数；0 为不更新。'],
  ),
  field(
    'burn_in',
    'lda',
    'whole',
    '40 %',
    ['Burn-in', 'Sweeps before the first such step.'],
    ['预烧', '首次更新先验前的扫描数。'],
  ),
];

export type Draft = Record<string, string>; // field to what was typed; empty: the default

export interface ReadDraft {
  train: Record<string, number | boolean | string>;
  wrong: Record<string, 'number' | 'whole'>;
}

/** The options that were given, and the fields that hold no number where one is due. */
export function readDraft(draft: Draft): ReadDraft {
  const read: ReadDraft = { train: {}, wrong: {} };
  for (const { name, kind } of trainFields) {
    const text = (draft[name] ?? '').trim();
    if (text === '') continue;
    if (kind === 'choice') read.train[name] = text;
    else if (kind === 'yes_no') read.train[name] = text === 'yes';
    else if (kind === 'whole' && !/^\d+$/.test(text)) read.wrong[name] = 'whole';
    else if (!Number.isFinite(Number(text))) read.wrong[name] = 'number';
    else read.train[name] = Number(text);
  }
  return read;
}
