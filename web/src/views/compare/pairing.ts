import type { ComparedModel, ComparedPair, Comparison } from '@/api/views';
import type { Chosen } from '@/charts/ribbons';
import type { Fates } from '@/text/compare';

// One model beside another, whichever way round the server has compared them.

export interface Pairing {
  left: ComparedModel;
  right: ComparedModel;
  links: ComparedPair['links'];
  fates: Fates;
  alone: { left: Set<number>; right: Set<number> };
  similarity: number | null;
}

type State = ComparedPair['left_topics'][number]['state'] | ComparedPair['right_topics'][number]['state'];

function idsOf(topics: { topic_id: number; state: State }[], ...states: State[]): number[] {
  return topics.filter((topic) => states.includes(topic.state)).map((topic) => topic.topic_id);
}

/** The pair of models at two places of the comparison; null where the server has none. */
export function pairingOf({ models, pairs }: Comparison, from: number, to: number): Pairing | null {
  const [left, right] = [models[from], models[to]];
  if (left === undefined || right === undefined) return null;
  const forth = (pair: ComparedPair) =>
    pair.left_model_id === left.model.model_id && pair.right_model_id === right.model.model_id;
  const back = (pair: ComparedPair) =>
    pair.left_model_id === right.model.model_id && pair.right_model_id === left.model.model_id;
  const straight = pairs.find(forth);
  const pair = straight ?? pairs.find(back);
  if (pair === undefined) return null;
  const turned = straight === undefined;
  const here = turned ? pair.right_topics : pair.left_topics;
  const there = turned ? pair.left_topics : pair.right_topics;
  // Turned round, what came together splits, and the parts of a split come together.
  const split = turned ? idsOf(here, 'merged') : idsOf(here, 'split');
  const merged = turned ? idsOf(here, 'part') : idsOf(here, 'merged');
  const goneHere = idsOf(here, 'gone', 'new');
  const newThere = idsOf(there, 'gone', 'new');
  return {
    left,
    right,
    links: turned ? pair.links.map((link) => ({ ...link, left: link.right, right: link.left })) : pair.links,
    fates: {
      left: here.length,
      right: there.length,
      kept: idsOf(here, 'kept').length,
      split,
      merged,
      gone: goneHere.length,
      fresh: newThere.length,
    },
    alone: { left: new Set(goneHere), right: new Set(newThere) },
    similarity: pair.similarity,
  };
}

/** The topics of the other side that a topic is linked to, the most alike first. */
export function relatives({ left, right, links }: Pairing, chosen: Chosen) {
  const other = chosen.side === 'left' ? 'right' : 'left';
  const topics = (other === 'left' ? left : right).topics;
  return links
    .filter((link) => link[chosen.side] === chosen.topic)
    .sort((a, b) => b.similarity - a.similarity)
    .flatMap((link) => {
      const topic = topics.find((one) => one.topic_id === link[other]);
      return topic === undefined ? [] : [{ topic, similarity: link.similarity }];
    });
}
