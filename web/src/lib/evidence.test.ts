import { describe, expect, it } from 'vitest';
import { evidenceWords, languageOf, markStyles, positions } from './evidence';

const slots = new Map([
  [3, 1],
  [8, 4],
]);
const slot = (topic: number) => slots.get(topic) ?? null;

describe('marked words', () => {
  it('keep the colour of a topic in focus, and borrow free ones for others', () => {
    const styles = markStyles([3, 10, 14, 8], slot);
    expect(styles.get(3)).toEqual({ slot: 1, borrowed: false });
    expect(styles.get(8)).toEqual({ slot: 4, borrowed: false });
    const lent = [styles.get(10), styles.get(14)];
    expect(lent.every((one) => one?.borrowed)).toBe(true);
    expect(new Set([...styles.values()].map((one) => one.slot)).size).toBe(4);
  });

  it('name the strongest evidence once', () => {
    const spans = [
      { text: 'Gold', word: 'gold', topic_id: 3, strength: 0.4 },
      { text: ' and ' },
      { text: 'gold', word: 'gold', topic_id: 3, strength: 0.6 },
      { text: 'peace', word: 'peace', topic_id: 3, strength: 0.5 },
      { text: 'tax', word: 'tax', topic_id: 9, strength: 0.9 },
    ];
    expect(evidenceWords(spans, 3, 2)).toEqual(['gold', 'peace']);
    expect(positions(spans, markStyles([9], slot))).toEqual([{ at: 18 / 21, width: 3 / 21, topic: 9 }]);
  });

  it('are set in the language of the text', () => {
    expect(languageOf('床前明月光')).toBe('zh');
    expect(languageOf('The Union 国')).toBe('en');
  });
});
