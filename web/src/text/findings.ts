import { pair } from './pair';

// What the program finds out about a file, by the names it gives.
export const findingsText = pair(
  {
    names: {
      encoding: 'Encoding',
      delimiter: 'Cells parted by',
      'Chinese script': 'Chinese script',
      sheet: 'Sheet',
    } as Record<string, string>,
    values: { ',': 'comma', ';': 'semicolon', '\t': 'tab', tab: 'tab', '|': 'bar' } as Record<string, string>,
    colon: ': ',
  },
  {
    names: { encoding: '编码', delimiter: '分隔符', 'Chinese script': '汉字字形', sheet: '工作表' },
    values: {
      ',': '逗号',
      ';': '分号',
      '\t': '制表符',
      tab: '制表符',
      '|': '竖线',
      'as-written': '照原文',
      simplified: '简体',
      traditional: '繁体',
    },
    colon: '：',
  },
);
