import { count, decimal, measure } from '@/lib/format';
import { pair, plural } from './pair';

const en = (value: number) => count(value, 'en');
const zh = (value: number) => count(value, 'zh');

/** How the topics of one model go over into another. */
export interface Fates {
  left: number;
  right: number;
  kept: number;
  split: number[]; // topics
  merged: number[];
  gone: number;
  fresh: number;
}

function some(topics: number[], joint: string, more: (rest: number) => string): string {
  const first = topics.slice(0, 3).join(joint);
  return topics.length > 3 ? `${first}${more(topics.length - 3)}` : first;
}

const enList = (topics: number[]) => some(topics, ', ', (rest) => ` and ${rest} more`);
const zhList = (topics: number[]) => some(topics, '、', (rest) => ` 等 ${rest + 3} 个`);

export const compareText = pair(
  {
    title: 'Compare',
    pick: 'Which models?',
    pickText:
      'Two to four models side by side: their measures, and what becomes of each topic. A sweep shows how many topics serve the texts.',
    add: 'Add a model',
    drop: (name: string) => `Take ${name} out`,
    start: (models: number) => (models < 2 ? 'Compare' : `Compare ${models} models`),
    tick: (name: string) => `Compare ${name}`,
    none: 'Two models are needed',
    noneText:
      'Train a second one from the same data, with another number of topics or another seed, or sweep over several numbers at once.',
    train: 'New model',
    sweeps: 'Sweeps over the number of topics',
    sweepOf: (name: string, numbers: string) => `${name}: ${numbers}`,
    failed: 'The models could not be compared',
    sweepFailed: 'The sweep could not be read',
    noSweep: 'This job is no sweep',
    noSweepText: 'Only jobs that trained several numbers of topics can be shown here.',
    jobs: 'All jobs',
    kept: 'The models themselves are untouched.',
    howMany: 'How many topics?',
    sweepTag: (data: string, numbers: number, seeds: number) =>
      `${data} · ${numbers} ${plural(numbers, 'value', 'values')} of K · ${seeds} ${plural(seeds, 'seed', 'seeds')}`,
    take: (topics: number) => `Take ${topics} topics.`,
    isBest: 'Of the numbers tried, they have the best words: coherent, and seldom repeated.',
    isEnough: (best: number, tolerance: number) =>
      `Their words are as good as those of ${best} topics within ${decimal(tolerance, 3)} (coherence × diversity), and fewer topics are easier to read.`,
    tryFewer: (topics: number) => `The best lies at the lower end: try fewer than ${topics}, too.`,
    tryMore: (topics: number) => `The best lies at the upper end: try more than ${topics}, too.`,
    tryBoth: 'One number was tried: try others, too.',
    openK: (topics: number) => `Open K = ${topics}`,
    k: (topics: number) => `K = ${topics}`,
    panels: {
      npmi: 'Coherence',
      stability: 'Stability',
      topic_diversity: 'Diversity',
      perplexity: 'Perplexity',
    },
    panelHow: {
      npmi: 'higher is better',
      stability: 'same topics with other seeds',
      topic_diversity: 'top words not repeated',
      perplexity: 'lower is better, falls with K',
    },
    panelsTitle: 'What each number gives',
    panelsHow: 'Each measure over the number of topics. A circle opens its model.',
    panelsExplain:
      'Coherence: the first words of a topic stand in the same passages. Stability: the topics come back when training starts from another seed. Diversity: topics do not repeat each other’s words. Perplexity: how surprised the model is by texts that it has not seen; it says something only beside other models of the same texts. The suggested range is where coherence × diversity is as good as at its best.',
    topicsColumn: 'Topics',
    mean: 'mean',
    rangeOf: (seeds: number) => `range over ${seeds} seeds`,
    meanOf: (seeds: number): string => (seeds > 1 ? 'mean' : 'value'),
    chosenPoint: 'advised',
    suggested: 'suggested range',
    gone: (topics: number) => `The model of ${topics} topics is no longer there.`,
    changes: (left: string, right: string) => `What changes from ${left} to ${right}`,
    changesHow: 'Width = likeness of the words. Choose a topic to follow it.',
    changesExplain:
      'Each ribbon joins two topics whose word probabilities are alike (cosine over the words that both models have, from 0.3 on). A topic on the left may split or come together with others; one on the right whose closest topic is below 0.45 is new.',
    left: 'Left',
    right: 'Right',
    fromModel: 'From',
    toModel: 'To',
    swap: 'Swap sides',
    likeness: 'Likeness',
    partner: 'Best pairing',
    yes: 'yes',
    no: 'no',
    noWords: 'These two models have no word in common, so that no topic can be matched.',
    side: 'Side by side',
    measureColumn: 'Measure',
    bestMark: 'best',
    bold: 'Bold, with a mark: the best of them.',
    boldFewer:
      'Bold, with a mark: the best of them. Coherence and perplexity are not ranked, since the models are of different data.',
    topicsRow: 'Topics',
    passagesRow: 'Passages',
    sentence: 'In one sentence',
    fates: ({ left, right, kept, split, merged, gone, fresh }: Fates) =>
      [
        `${en(kept)} of ${en(left)} topics stay`,
        split.length > 0 && `${en(split.length)} split (${enList(split)})`,
        merged.length > 0 && `${en(merged.length)} come together with others (${enList(merged)})`,
        gone > 0 && `${en(gone)} ${plural(gone, 'has', 'have')} no counterpart`,
        `${fresh === 0 ? 'none' : en(fresh)} of the ${en(right)} on the right ${plural(fresh, 'is', 'are')} new`,
      ]
        .filter(Boolean)
        .join('; ') + '.',
    alike: (similarity: number) => `On the whole, paired topics are ${measure(similarity)} alike, of 1.`,
    both: (first: string, second: string) => `${first} ${second}`,
    partsOf: 'Closest topics on the other side',
    nothingAlike: 'No topic of the other side has words like these.',
  },
  {
    title: '比较',
    pick: '比较哪些模型？',
    pickText: '把两到四个模型放在一起：各项指标，以及每个主题的去向。扫描结果说明多少个主题合适。',
    add: '添加模型',
    drop: (name) => `移除 ${name}`,
    start: (models) => (models < 2 ? '比较' : `比较 ${models} 个模型`),
    tick: (name) => `比较 ${name}`,
    none: '需要两个模型',
    noneText: '用同样的数据再训练一个：换主题数，或换随机种子；也可以一次扫描几个主题数。',
    train: '新建模型',
    sweeps: '主题数扫描',
    sweepOf: (name, numbers) => `${name}：${numbers}`,
    failed: '模型没有比较成',
    sweepFailed: '扫描结果没有取到',
    noSweep: '这个任务不是扫描',
    noSweepText: '这里只显示训练过几个主题数的任务。',
    jobs: '全部任务',
    kept: '模型没有改动。',
    howMany: '多少个主题合适？',
    sweepTag: (data, numbers, seeds) => `${data} · ${numbers} 个主题数 · ${seeds} 个种子`,
    take: (topics) => `取 ${topics} 个主题。`,
    isBest: '在试过的数目中，它的词语最好：连贯，又很少重复。',
    isEnough: (best, tolerance) =>
      `词语与 ${best} 个主题时一样好（一致性 × 多样性，相差不到 ${decimal(tolerance, 3)}），主题少一些更好读。`,
    tryFewer: (topics) => `最好的在最小一端：再试试少于 ${topics} 个。`,
    tryMore: (topics) => `最好的在最大一端：再试试多于 ${topics} 个。`,
    tryBoth: '只试了一个数目：再试试别的。',
    openK: (topics) => `打开 K = ${topics}`,
    k: (topics) => `K = ${topics}`,
    panels: { npmi: '一致性', stability: '稳定性', topic_diversity: '多样性', perplexity: '困惑度' },
    panelHow: {
      npmi: '越高越好',
      stability: '换种子后主题仍在',
      topic_diversity: '主要词语不重复',
      perplexity: '越低越好，随 K 下降',
    },
    panelsTitle: '每个数目的结果',
    panelsHow: '各项指标随主题数的变化。点圆圈打开模型。',
    panelsExplain:
      '一致性：主题的主要词语常在同一段落出现。稳定性：换一个随机种子训练，主题是否还在。多样性：主题之间不重复词语。困惑度：模型对没见过的文本有多意外，只能与同一语料的其他模型相比。建议范围：一致性 × 多样性与最好时一样好的主题数。',
    topicsColumn: '主题数',
    mean: '平均',
    rangeOf: (seeds) => `${seeds} 个种子的范围`,
    meanOf: (seeds) => (seeds > 1 ? '平均' : '数值'),
    chosenPoint: '建议',
    suggested: '建议范围',
    gone: (topics) => `${topics} 个主题的模型已经不在了。`,
    changes: (left, right) => `从 ${left} 到 ${right}，什么变了`,
    changesHow: '带宽 = 词语的相似程度。选一个主题，看它的去向。',
    changesExplain:
      '每条带连接词语概率相近的两个主题（两个模型共有词语上的余弦，0.3 起）。左边的主题可能分开，也可能与别的合在一起；右边的主题若最相近的也不到 0.45，就是新的。',
    left: '左',
    right: '右',
    fromModel: '从',
    toModel: '到',
    swap: '左右对调',
    likeness: '相似度',
    partner: '最佳配对',
    yes: '是',
    no: '否',
    noWords: '这两个模型没有共同的词语，主题无法对应。',
    side: '并排看',
    measureColumn: '指标',
    bestMark: '最好',
    bold: '加粗并带标记：其中最好的。',
    boldFewer: '加粗并带标记：其中最好的。模型的数据不同，一致性和困惑度不排先后。',
    topicsRow: '主题数',
    passagesRow: '文档数',
    sentence: '一句话',
    fates: ({ left, right, kept, split, merged, gone, fresh }) =>
      [
        `${zh(left)} 个主题中 ${zh(kept)} 个不变`,
        split.length > 0 && `${zh(split.length)} 个分开（${zhList(split)}）`,
        merged.length > 0 && `${zh(merged.length)} 个与别的合并（${zhList(merged)}）`,
        gone > 0 && `${zh(gone)} 个没有对应`,
        fresh === 0 ? `右边的 ${zh(right)} 个中没有新的` : `右边的 ${zh(right)} 个中 ${zh(fresh)} 个是新的`,
      ]
        .filter(Boolean)
        .join('；') + '。',
    alike: (similarity) => `总体上，配对的主题相似度为 ${measure(similarity)}（最高 1）。`,
    both: (first, second) => `${first}${second}`,
    partsOf: '另一边最相近的主题',
    nothingAlike: '另一边没有词语相近的主题。',
  },
);
