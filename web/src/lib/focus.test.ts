import { describe, expect, it } from 'vitest';
import type { ViewTopic } from '@/api/views';
import { focusWith } from './focus';

function topic(id: number, slot: number | null, members = [id]): ViewTopic {
  return {
    topic_id: id,
    slot,
    members,
    name: `t${id}`,
    renamed: false,
    hidden: false,
    share: 0.1,
    documents: 1,
    npmi: null,
    exclusivity: 0.5,
    trend: null,
    gain: null,
    words: [],
  };
}

describe('the focus', () => {
  it('gives a free slot and leaves the others', () => {
    expect(focusWith([topic(5, 0), topic(2, 2)], topic(9, null))).toEqual([
      5,
      9,
      2,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('names a merged topic by a topic of the model', () => {
    expect(focusWith([], topic(9, null, [4, 9]))?.[0]).toBe(4);
  });

  it('frees the slot of a topic that goes out', () => {
    const one = topic(5, 0);
    expect(focusWith([one], one)?.[0]).toBeNull();
  });

  it('takes no ninth topic', () => {
    const eight = Array.from({ length: 8 }, (_, slot) => topic(slot, slot));
    expect(focusWith(eight, topic(9, null))).toBeNull();
  });
});
