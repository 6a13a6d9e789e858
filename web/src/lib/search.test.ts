import { describe, expect, it } from 'vitest';
import { cutAtHits, matches } from './search';

describe('search', () => {
  it('wants every word, in any case', () => {
    expect(matches('Banks, gold & silver', 'GOLD banks')).toBe(true);
    expect(matches('Banks, gold & silver', 'gold coins')).toBe(false);
    expect(matches('酒店, 房间', '房间')).toBe(true);
    expect(matches('anything', '')).toBe(true);
  });
  it('marks what was found', () => {
    expect(cutAtHits('golden Gold', 'gold')).toEqual(['', 'gold', 'en ', 'Gold', '']);
    expect(cutAtHits('silver', 'gold')).toEqual(['silver']);
    expect(cutAtHits('silver', ' ')).toEqual(['silver']);
  });
});
