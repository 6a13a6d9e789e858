import { describe, expect, it } from 'vitest';
import { shortNames } from './short_names';

describe('short names', () => {
  it('leave out what all names share', () => {
    expect(shortNames(['Speeches, 20 topics, seed 1', 'Speeches, 30 topics, seed 1'])).toEqual([
      '20 topics',
      '30 topics',
    ]);
  });
  it('stay whole where the rest would not tell them apart', () => {
    expect(shortNames(['Speeches', 'Speeches, LDA'])).toEqual(['Speeches', 'Speeches, LDA']);
    expect(shortNames(['Speeches', 'Speeches'])).toEqual(['Speeches', 'Speeches']);
    expect(shortNames(['Speeches, 20 topics'])).toEqual(['Speeches, 20 topics']);
  });
  it('know the Chinese comma', () => {
    expect(shortNames(['评论，8 个主题', '评论，12 个主题'])).toEqual(['8 个主题', '12 个主题']);
  });
});
