import { pair, plural } from './pair';
import { count } from '@/lib/format';

export const commonText = pair(
  {
    cancel: 'Cancel',
    close: 'Close',
    remove: 'Delete',
    back: 'Back',
    open: 'Open',
    pages: 'Pages',
    newer: 'Newer',
    older: 'Older',
    range: (from: number, to: number, total: number) =>
      `${count(from, 'en')}–${count(to, 'en')} of ${count(total, 'en')}`,
    rows: (rows: number) => `${count(rows, 'en')} ${plural(rows, 'row', 'rows')}`,
    topics: (topics: number) => `${count(topics, 'en')} ${plural(topics, 'topic', 'topics')}`,
    words: (words: number) => `${count(words, 'en')} ${plural(words, 'word', 'words')}`,
    name: 'Name',
    made: 'Made',
    size: 'Size',
    none: '–',
  },
  {
    cancel: '取消',
    close: '关闭',
    remove: '删除',
    back: '返回',
    open: '打开',
    pages: '翻页',
    newer: '较新',
    older: '较早',
    range: (from, to, total) => `${count(from, 'zh')}–${count(to, 'zh')}，共 ${count(total, 'zh')}`,
    rows: (rows) => `${count(rows, 'zh')} 行`,
    topics: (topics) => `${count(topics, 'zh')} 个主题`,
    words: (words) => `${count(words, 'zh')} 个词`,
    name: '名称',
    made: '创建时间',
    size: '大小',
    none: '–',
  },
);
