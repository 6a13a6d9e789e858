import { pair } from './pair';

export const missingText = pair(
  {
    title: 'Nothing is at this address',
    text: 'It may be mistyped, or what it named is gone.',
    home: 'Go home',
  },
  { title: '这个地址没有内容', text: '也许地址写错了，或者内容已删除。', home: '回首页' },
);
