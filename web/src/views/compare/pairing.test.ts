import { describe, expect, it } from 'vitest';
import type { Comparison } from '@/api/views';
import { pairingOf, relatives } from './pairing';

const model = (model_id: string, topics: number) =>
  ({
    model: { model_id },
    topics: Array.from({ length: topics }, (_, topic_id) => ({ topic_id, name: `topic ${topic_id}` })),
  }) as Comparison['models'][number];

const comparison: Comparison = {
  models: [model('a', 2), model('b', 3)],
  pairs: [
    {
      left_model_id: 'a',
      right_model_id: 'b',
      related_from: 0.45,
      similarity: 0.6,
      shared_words: 0.4,
      left_topics: [
        { topic_id: 0, best: 1, similarity: 0.9, state: 'split' },
        { topic_id: 1, best: null, similarity: 0, state: 'gone' },
      ],
      right_topics: [
        { topic_id: 0, best: 0, similarity: 0.5, state: 'part' },
        { topic_id: 1, best: 0, similarity: 0.9, state: 'kept' },
        { topic_id: 2, best: 1, similarity: 0.1, state: 'new' },
      ],
      links: [
        { left: 0, right: 0, similarity: 0.5, partner: false },
        { left: 0, right: 1, similarity: 0.9, partner: true },
      ],
    },
  ],
};

describe('a pair of models', () => {
  it('counts what becomes of the topics on the left', () => {
    expect(pairingOf(comparison, 0, 1)?.fates).toEqual({
      left: 2,
      right: 3,
      kept: 0,
      split: [0],
      merged: [],
      gone: 1,
      fresh: 1,
    });
  });
  it('can be turned round: what was split comes together', () => {
    const turned = pairingOf(comparison, 1, 0);
    expect(turned?.fates).toMatchObject({
      left: 3,
      right: 2,
      kept: 1,
      split: [],
      merged: [0],
      gone: 1,
      fresh: 1,
    });
    expect(turned?.links[0]).toMatchObject({ left: 0, right: 0 });
    expect(turned?.links[1]).toMatchObject({ left: 1, right: 0 });
    expect(turned?.alone.left).toEqual(new Set([2]));
  });
  it('tells the closest topics of the other side, the nearest first', () => {
    const pairing = pairingOf(comparison, 0, 1);
    const near = pairing === null ? [] : relatives(pairing, { side: 'left', topic: 0 });
    expect(near.map((one) => [one.topic.topic_id, one.similarity])).toEqual([
      [1, 0.9],
      [0, 0.5],
    ]);
  });
  it('is none with itself', () => {
    expect(pairingOf(comparison, 0, 0)).toBeNull();
    expect(pairingOf(comparison, 0, 7)).toBeNull();
  });
});
