import { pair } from './pair';

export const readingText = pair(
  {
    solid: 'in focus',
    solidMark: 'solid',
    dashedMark: 'dashed',
    dashed: 'borrowed colour',
    tintMark: 'tint',
    tint: 'strong evidence',
  },
  {
    solid: '关注中的主题',
    solidMark: '实线',
    dashedMark: '虚线',
    dashed: '借用的颜色',
    tintMark: '底色',
    tint: '证据较强',
  },
);
