import type { ComparedPair } from '@/api/views';

// Two columns of topics and the likenesses between them, in pixels from the top.

export type Link = ComparedPair['links'][number];

export interface RibbonLayout {
  left: Map<number, number>; // y of each topic
  right: Map<number, number>;
  order: { left: number[]; right: number[] }; // topics from the top
  links: (Link & { path: string; width: number })[]; // those drawn, the faintest first
  height: number;
}

/** The height of a row: at ease with few topics, dense with many. */
export function ribbonRow(rows: number): number {
  return Math.max(22, Math.min(40, Math.floor(400 / Math.max(1, rows))));
}

const leastShown = 0.3;
const widest = 7;

// The mean place of what a topic is linked to; strong links pull harder, so that crossings get few.
function pull(
  topic: number,
  links: Link[],
  side: 'left' | 'right',
  place: Map<number, number>,
): number | null {
  const other = side === 'left' ? 'right' : 'left';
  let sum = 0;
  let weight = 0;
  for (const link of links) {
    const at = place.get(link[other]);
    if (link[side] !== topic || at === undefined) continue;
    sum += at * link.similarity ** 3;
    weight += link.similarity ** 3;
  }
  return weight > 0 ? sum / weight : null;
}

function places(order: number[], height: number): Map<number, number> {
  const step = height / Math.max(1, order.length);
  return new Map(order.map((topic, index) => [topic, (index + 0.5) * step]));
}

/** The left column keeps its order; the right one follows it. Topics like none come last. */
export function layRibbons(
  leftOrder: number[],
  rightTopics: number[],
  links: Link[],
  from: number,
  to: number,
): RibbonLayout {
  const shown = links.filter((link) => link.similarity >= leastShown);
  const rows = Math.max(leftOrder.length, rightTopics.length);
  const height = rows * ribbonRow(rows);
  const left = places(leftOrder, height);
  const wanted = new Map(rightTopics.map((topic) => [topic, pull(topic, shown, 'right', left) ?? Infinity]));
  const rightOrder = [...rightTopics].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || a - b);
  const right = places(rightOrder, height);
  const middle = (from + to) / 2;
  return {
    left,
    right,
    order: { left: leftOrder, right: rightOrder },
    links: shown
      .map((link) => {
        const [y1, y2] = [left.get(link.left) ?? 0, right.get(link.right) ?? 0];
        const path = `M${from} ${y1.toFixed(1)}C${middle} ${y1.toFixed(1)} ${middle} ${y2.toFixed(1)} ${to} ${y2.toFixed(1)}`;
        return { ...link, path, width: Math.max(1, widest * link.similarity ** 1.5) };
      })
      .sort((a, b) => a.similarity - b.similarity),
    height,
  };
}

export interface Chosen {
  side: 'left' | 'right';
  topic: number;
}

export function touches(link: Link, chosen: Chosen | null): boolean {
  return chosen !== null && link[chosen.side] === chosen.topic;
}

/** "l3" or "r12" of an address. */
export function parseChosen(text: string | null): Chosen | null {
  const found = /^([lr])(\d+)$/.exec(text ?? '');
  if (found === null) return null;
  return { side: found[1] === 'l' ? 'left' : 'right', topic: Number(found[2]) };
}

export function chosenText({ side, topic }: Chosen): string {
  return `${side === 'left' ? 'l' : 'r'}${topic}`;
}
