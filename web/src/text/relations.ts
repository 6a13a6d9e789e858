import { count, measure } from '@/lib/format';
import { pair, plural } from './pair';

export const relationsText = pair(
  {
    shape: 'Shape of the relations',
    network: 'Network',
    matrix: 'Similarity matrix',
    threshold: 'Show links above',
    links: (links: number) => `${count(links, 'en')} ${plural(links, 'link', 'links')}`,
    networkTitle: 'Topics that use the same words',
    networkHow: 'Thicker links: more alike. Area: share of words. Distance on the page has no exact meaning.',
    networkExplain:
      'Two topics are linked when the likeness of their words is above the threshold: 1 less the Jensen–Shannon distance of their word distributions. Links pull, everything else pushes apart. The keys - and = move the threshold.',
    matrixTitle: 'Likeness of all pairs',
    matrixHow:
      'In hundredths, by words; 100 would be the same topic. Click a cell to open the topic of its row.',
    matrixExplain:
      'Likeness is 1 less the Jensen–Shannon distance of two topics’ words. Topics stand in the order of the hierarchy, so that like ones are neighbours.',
    source: 'Topic',
    target: 'With',
    likeness: 'Likeness',
    treeTitle: 'Hierarchy',
    treeHow: 'By likeness of words. Drag the line, or use - and =, to see groups.',
    treeExplain:
      'Topics are joined pair by pair, nearest first, by the mean distance of their words (average linkage). A joint stands at the distance of what it joins. The line only previews groups: nothing is merged until you say so.',
    cutAt: (distance: number, groups: number) =>
      `Cut at ${measure(distance)}: ${groups} ${plural(groups, 'group', 'groups')}`,
    distance: 'Distance',
    joins: 'Topics joined',
    left: 'Left',
    right: 'Right',
    preview: 'Groups of the cut',
    mergeGroup: 'Merge these',
    alone: (topics: number) => `${topics} ${plural(topics, 'topic stands', 'topics stand')} alone.`,
  },
  {
    shape: '关系的形式',
    network: '网络',
    matrix: '相似矩阵',
    threshold: '只画高于',
    links: (links) => `${count(links, 'zh')} 条连线`,
    networkTitle: '用词相近的主题',
    networkHow: '连线越粗越相似，面积是词数占比；页面上的距离没有确切含义。',
    networkExplain:
      '两个主题的词语相似度高于阈值时画连线；相似度是 1 减去词语分布的 Jensen–Shannon 距离。连线相吸，其余相斥。按 - 和 = 移动阈值。',
    matrixTitle: '两两相似程度',
    matrixHow: '百分之几，按词语计算，100 为完全相同。点一格打开该行的主题。',
    matrixExplain:
      '相似度是 1 减去两个主题词语的 Jensen–Shannon 距离。主题按层级的次序排列，相似的排在一起。',
    source: '主题',
    target: '对象',
    likeness: '相似度',
    treeTitle: '层级',
    treeHow: '按词语相似程度。拖动虚线，或按 - 和 =，看如何分组。',
    treeExplain:
      '主题由近到远两两相连，距离取词语距离的平均（平均联结法）。连接点的位置就是所连两边的距离。虚线只是预览分组，不会自己合并。',
    cutAt: (distance, groups) => `切在 ${measure(distance)}：${groups} 组`,
    distance: '距离',
    joins: '主题数',
    left: '左',
    right: '右',
    preview: '切出的组',
    mergeGroup: '合并这组',
    alone: (topics) => `另有 ${topics} 个主题单独成组。`,
  },
);
