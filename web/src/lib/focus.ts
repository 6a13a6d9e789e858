import type { ViewTopic } from '@/api/views';

const slots = 8;

/**
 * The focus after a topic has come in or gone out: a topic of the model for each slot, null where one is free. Topics
 * keep the slots they have. Null when all eight are taken.
 */
export function focusWith(topics: ViewTopic[], changed: ViewTopic): (number | null)[] | null {
  const focus: (number | null)[] = Array.from({ length: slots }, () => null);
  for (const topic of topics) if (topic.slot !== null) focus[topic.slot] = topic.members[0] ?? topic.topic_id;
  if (changed.slot !== null) {
    focus[changed.slot] = null;
    return focus;
  }
  const free = focus.indexOf(null);
  if (free < 0) return null;
  focus[free] = changed.members[0] ?? changed.topic_id;
  return focus;
}
