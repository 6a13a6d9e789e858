import type { Topic } from '@/api/types';

export const mostInFocus = 8;

export function bySize(topics: Topic[]): Topic[] {
  return [...topics].sort((a, b) => b.share - a.share || a.topic_id - b.topic_id);
}

/** The colour slots, 1 to 8: the eight largest topics have one each, in the order of their numbers. */
export function slotsOf(topics: Topic[]): Map<number, number> {
  const inFocus = bySize(topics).slice(0, mostInFocus);
  const numbers = inFocus.map((topic) => topic.topic_id).sort((a, b) => a - b);
  return new Map(numbers.map((topic, index) => [topic, index + 1]));
}
