import { count } from '@/lib/format';
import { pair } from './pair';

export const groupsText = pair(
  {
    groupBy: 'Group by',
    mode: 'What the cells show',
    modes: { share: 'Share', difference: 'Difference', counts: 'Counts' },
    title: (column: string) => `Topics by ${column}`,
    how: {
      share:
        'Each column adds up to 100 %. Numbers are per cent, shown from 6 up. Click a cell to read its passages.',
      difference:
        'Points above (blue) or below (brown) the share in all other passages. Click a cell to read its passages.',
      counts: 'Passages of the group whose main topic it is. Click a cell to read them.',
    },
    explain:
      'Each cell is the share of a topic in all words of a group. In the heads stand the passages of the group; hatched heads rest on fewer than 30. The difference compares a group with all other passages.',
    groups: 'passages',
    more: (shown: number, all: number) => `The ${shown} largest of ${all} groups are shown.`,
    without: (documents: number) => `${count(documents, 'en')} passages name no group and are left out.`,
    few: 'Hatched: fewer than 30 passages, read with care.',
    effectTitle: (group: string) => `${group} against the rest`,
    effectHow: (documents: number) =>
      `Difference of share in points with its 95 % interval, by documents (n = ${count(documents, 'en')}).`,
    effectExplain:
      'The share of each topic in the group less its share in all other passages. Filled dots differ from 0: the interval leaves it out. Open dots: these data cannot tell.',
    differs: 'differs from 0',
    cannotTell: 'cannot tell',
    less: (group: string) => `← less in ${group}`,
    more2: (group: string) => `more in ${group} →`,
    confounded:
      'Groups may differ in date, too. Compare within one time before you explain a difference by group.',
    group: 'Group compared with the rest',
    passages: (topic: string, group: string) => `${topic} in ${group}`,
    all: 'Read all of them',
    noneHere: 'No passage of this group is mainly about it.',
    low: 'Low',
    high: 'High',
    difference: 'Difference',
  },
  {
    groupBy: '分组',
    mode: '格子里的数',
    modes: { share: '占比', difference: '差别', counts: '篇数' },
    title: (column) => `按${column}看主题`,
    how: {
      share: '每列合计 100%。数字是百分数，6 以上才写。点一格可阅读其中的文档。',
      difference: '比其余文档高（蓝）或低（棕）几个百分点。点一格可阅读其中的文档。',
      counts: '该组中以它为主要主题的文档数。点一格可阅读。',
    },
    explain:
      '每格是某主题在一组全部词数中的占比。列头是该组的文档数，打斜线的不足 30 篇。差别是该组与其余全部文档相比。',
    groups: '篇数',
    more: (shown, all) => `共 ${all} 组，显示最大的 ${shown} 组。`,
    without: (documents) => `${count(documents, 'zh')} 篇没有分组，未计入。`,
    few: '斜线：不足 30 篇，读时要小心。',
    effectTitle: (group) => `「${group}」与其余相比`,
    effectHow: (documents) => `占比之差（百分点）与 95% 区间，按文档计算（n = ${count(documents, 'zh')}）。`,
    effectExplain:
      '主题在该组的占比减去在其余全部文档的占比。实心点与 0 有差别：区间不含 0。空心点：这些数据说不准。',
    differs: '与 0 有差别',
    cannotTell: '说不准',
    less: (group) => `← ${group}较少`,
    more2: (group) => `${group}较多 →`,
    confounded: '各组的年代也可能不同。先在同一时期内比较，再用分组解释差别。',
    group: '与其余相比的组',
    passages: (topic, group) => `${group} · ${topic}`,
    all: '阅读全部',
    noneHere: '这一组没有以它为主的文档。',
    low: '下限',
    high: '上限',
    difference: '差别',
  },
);
