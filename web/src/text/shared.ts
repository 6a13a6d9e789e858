import { day } from '@/lib/format';
import { pair } from './pair';

/** What somebody reads who opened a model by a link. */
export const sharedText = pair(
  {
    readOnly: 'Read only',
    until: (time: string) => `, until ${day(time, 'en')}`,
    ended: 'This link opens nothing any more',
    endedText:
      'It has expired or was taken back, or its address is not whole. Ask whoever sent it for a new one; the model itself is untouched.',
    signIn: 'Sign in',
    openTheta: 'Open THETA',
  },
  {
    readOnly: '只读',
    until: (time) => `，有效至 ${day(time, 'zh')}`,
    ended: '这个链接已经失效',
    endedText: '它到期了、被撤回了，或者地址不完整。请向发链接的人要一个新的；模型本身没有变化。',
    signIn: '登录',
    openTheta: '打开 THETA',
  },
);
