import { expect, it } from 'vitest';
import { bySize, slotsOf } from './topic_slots';

const topics = Array.from({ length: 10 }, (_, topic_id) => ({
  topic_id,
  name: '',
  share: (topic_id + 1) / 55,
  words: [],
}));

it('orders by size', () => {
  expect(bySize(topics).map((topic) => topic.topic_id)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
});

it('colours the eight largest', () => {
  const slots = slotsOf(topics);
  expect(slots.size).toBe(8);
  expect(slots.get(0)).toBeUndefined();
  expect(slots.get(2)).toBe(1);
  expect(slots.get(9)).toBe(8);
});

it('colours one topic, and none', () => {
  expect([...slotsOf(topics.slice(0, 1))]).toEqual([[0, 1]]);
  expect(slotsOf([]).size).toBe(0);
});
