import { pair } from './pair';

export const homeText = pair(
  {
    title: 'Home',
    sentence: 'Drop your texts, see what they are about.',
    more: 'THETA finds the topics in a collection, follows them over time and shows the words behind every number.',
    stays: 'Everything runs on this server. No text leaves it.',
    samples: 'Look around first',
    samplesSub: 'ready collections, no waiting',
    opening: 'Opening',
    openFailed: 'The collection was not opened',
    recent: 'Go on reading',
    recentSub: 'your latest models',
    all: 'All models',
    failed: 'The models could not be listed',
    steps: [
      ['Drop', 'Encoding and columns are guessed, with the reason'],
      ['Check', 'Real rows show what becomes a word'],
      ['Train', 'Watch it learn; close the page if you like'],
      ['Read', 'Topics, their words, and the passages'],
    ] as [string, string][],
  },
  {
    title: '首页',
    sentence: '放入文本，看清主题。',
    more: 'THETA 从一批文本中找出主题，追踪主题随时间的变化，每个数字背后的词语都能看到。',
    stays: '一切都在这台服务器上运行，文本不会离开它。',
    samples: '先看看示例',
    samplesSub: '现成的语料，打开即看',
    opening: '正在打开',
    openFailed: '语料没有打开',
    recent: '接着读',
    recentSub: '最近的模型',
    all: '全部模型',
    failed: '模型列表没有取到',
    steps: [
      ['放入', '自动判断编码与各列，并说明理由'],
      ['检查', '用真实的行预览分词'],
      ['训练', '看模型逐步学成，可随时关闭页面'],
      ['阅读', '主题、词语与原文'],
    ],
  },
);
