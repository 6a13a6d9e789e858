import { pair } from './pair';

export const statesText = pair(
  {
    loading: 'Loading',
    again: 'Try again',
    copy: 'Copy',
    copied: 'Copied',
    copyId: 'Copy the id of this problem',
    unreachable: 'The server does not answer. What is on this page is the last that was loaded.',
  },
  {
    loading: '正在载入',
    again: '再试一次',
    copy: '复制',
    copied: '已复制',
    copyId: '复制问题编号',
    unreachable: '服务器没有应答。本页显示的是上一次载入的内容。',
  },
);
