import type { Topic } from '@/api/types';

const colours = 8;

export function bySize<Sized extends Pick<Topic, 'share' | 'topic_id'>>(topics: Sized[]): Sized[] {
  return [...topics].sort((a, b) => b.share - a.share || a.topic_id - b.topic_id);
}

/** The colours of the topics in focus, 1 to 8. The server keeps them with the model, so that all views agree. */
export function slotsOf(topics: Pick<Topic, 'slot' | 'topic_id'>[]): Map<number, number> {
  const inFocus = topics.flatMap(({ topic_id, slot }): [number, number][] =>
    slot !== null && slot < colours ? [[topic_id, slot + 1]] : [],
  );
  return new Map(inFocus);
}
