import { decimal, percent } from '@/lib/format';
import { pair } from './pair';

export const timeText = pair(
  {
    title: 'Topics over time',
    how: 'Share of words. Bands keep their order; the widest moment carries the name.',
    linesHow: 'Share of words in each slice of time, from zero.',
    multiplesHow:
      'One line for each topic on the same scale; grey is the mean of all. The number is the highest share.',
    ownHow:
      'One line for each topic, each on its own scale: compare shapes, not heights. The number is the highest share.',
    explain:
      'The share of a topic in a slice of time is its part of all words written then. The strip below counts the passages that a slice rests on; hatched ones hold fewer than 60 and are read with care. A click reads the passages of that time.',
    shapes: { stream: 'Stream', lines: 'Lines', multiples: 'Small multiples' },
    shape: 'Shape of the chart',
    bins: { own: 'As trained', Y: 'Year', Q: 'Quarter', M: 'Month', W: 'Week', D: 'Day' } as Record<
      string,
      string
    >,
    bin: 'Slices of time',
    own: 'Own scale',
    others: (inFocus: number, others: number, share: number) =>
      `${inFocus} topics in focus, the other ${others} hold ${percent(share, 'en', 0)}`,
    strip: 'Below: passages of each slice. Hatched: fewer than 60, read with care.',
    slice: 'Time',
    rising: 'Rising',
    falling: 'Falling',
    change: 'Second half of the time against the first, points',
    noneRising: 'No topic rises for sure.',
    noneFalling: 'No topic falls for sure.',
    points: (gain: number) => `${gain > 0 ? '+' : ''}${decimal(100 * gain, 1)}`,
    read: 'Read this chart',
    peak: (name: string, when: string) => `${name} peaks in ${when}.`,
    firstRise: (name: string) => `The largest rise is that of ${name}.`,
    firstFall: (name: string) => `The largest fall is that of ${name}.`,
    driftTitle: 'How its words change',
    driftHow:
      'The first eight words of each period. A dot and semibold: new among them. Lines follow a word.',
    driftExplain:
      'In a dynamic topic model, a topic has its own words in each slice of time. Here stand the most probable eight of some slices, evenly apart, and lines lead from a word to its place in the next.',
    driftTopic: 'Topic whose words are shown',
    rank: 'Rank',
    coarser: 'Show as trained',
  },
  {
    title: '主题随时间变化',
    how: '词数占比。带子的次序不变，最宽处写名称。',
    linesHow: '每个时间片的词数占比，从零开始。',
    multiplesHow: '每个主题一条线，刻度相同；灰线是全部主题的平均，数字是最高占比。',
    ownHow: '每个主题用自己的刻度：只比形状，不比高低。数字是最高占比。',
    explain:
      '某主题在一个时间片的占比，是它在当时全部词数中的份额。下方的条表示每片所依据的文档数；打斜线的不足 60 篇，读时要小心。点一下可阅读那时的文档。',
    shapes: { stream: '河流图', lines: '折线', multiples: '小图' },
    shape: '图形',
    bins: { own: '训练时的片', Y: '年', Q: '季', M: '月', W: '周', D: '日' } as Record<string, string>,
    bin: '时间片',
    own: '各自刻度',
    others: (inFocus, others, share) =>
      `关注 ${inFocus} 个主题，其余 ${others} 个占 ${percent(share, 'zh', 0)}`,
    strip: '下方：每片的文档数。斜线：不足 60 篇，读时要小心。',
    slice: '时间',
    rising: '上升',
    falling: '下降',
    change: '后半段减前半段，百分点',
    noneRising: '没有确定上升的主题。',
    noneFalling: '没有确定下降的主题。',
    points: (gain) => `${gain > 0 ? '+' : ''}${decimal(100 * gain, 1)}`,
    read: '这幅图说明',
    peak: (name, when) => `「${name}」在 ${when} 达到高峰。`,
    firstRise: (name) => `上升最多的是「${name}」。`,
    firstFall: (name) => `下降最多的是「${name}」。`,
    driftTitle: '词语演变',
    driftHow: '每个时期最前的八个词。圆点和粗体：新出现。连线跟随同一个词。',
    driftExplain:
      '动态主题模型里，主题在每个时间片都有自己的词语。这里均匀取几个时间片，列出概率最高的八个词，连线指向该词在下一片的位置。',
    driftTopic: '看哪个主题的词语',
    rank: '名次',
    coarser: '看训练时的片',
  },
);
