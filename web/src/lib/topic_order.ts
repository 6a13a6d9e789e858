import type { ViewTopic } from '@/api/views';

export const topicOrders = ['size', 'coherence', 'trend', 'number'] as const;
export type TopicOrder = (typeof topicOrders)[number];

/** Topics in the order of the list; equals stand by their number. What was not measured comes last. */
export function inOrder<Topic extends ViewTopic>(topics: Topic[], order: TopicOrder): Topic[] {
  const value = (topic: Topic): number => {
    if (order === 'size') return topic.share;
    if (order === 'coherence') return topic.npmi ?? -Infinity;
    if (order === 'trend') return topic.gain ?? -Infinity;
    return -topic.topic_id;
  };
  return [...topics].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    return left === right ? a.topic_id - b.topic_id : right - left;
  });
}

/** Slots of the web app are 1 to 8, as the names of the colours are. */
export function slotOf(topic: { slot: number | null }): number | null {
  return topic.slot === null ? null : topic.slot + 1;
}
