import { expect, it } from 'vitest';
import { bySize, slotsOf } from './topic_slots';

it('orders by size, and equals by number', () => {
  const topics = [0.2, 0.5, 0.2].map((share, topic_id) => ({ topic_id, share }));
  expect(bySize(topics).map((topic) => topic.topic_id)).toEqual([1, 0, 2]);
});

it('colours the topics that have one of the eight slots', () => {
  const topics = [0, null, 7, 8].map((slot, topic_id) => ({ topic_id, slot }));
  expect([...slotsOf(topics)]).toEqual([
    [0, 1],
    [2, 8],
  ]);
});
