// Where circles and names of an intertopic map go. Pure: the same topics give the same picture.

export interface MapTopic {
  id: number;
  name: string;
  share: number; // gives the area
  x: number;
  y: number;
}

export interface Circle {
  id: number;
  x: number; // pixels
  y: number;
  r: number;
}

export interface Label {
  id: number;
  lines: string[];
  x: number; // of the anchor
  y: number; // of the first line's base
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const margin = 26;
const filled = 0.16; // of the plot, by all circles together
const smallest = 9;
const largest = 46;
const mostOverlap = 0.08; // of the smaller radius
const rounds = 200;
const lineHeight = 15;
const widest = 130; // of one line of a name

function scaled(topics: MapTopic[], width: number, height: number): { x: number; y: number }[] {
  const xs = topics.map((topic) => topic.x);
  const ys = topics.map((topic) => topic.y);
  const inner = { width: width - 2 * (margin + largest), height: height - 2 * (margin + largest) };
  const spread = Math.max(
    (Math.max(...xs) - Math.min(...xs)) / inner.width,
    (Math.max(...ys) - Math.min(...ys)) / inner.height,
    1e-9,
  );
  const middle = { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 };
  return topics.map((topic) => ({
    x: width / 2 + (topic.x - middle.x) / spread,
    y: height / 2 - (topic.y - middle.y) / spread,
  }));
}

/** Moves circles apart until they overlap by 8 % at most, and keeps them inside. */
function pushApart(circles: Circle[], width: number, height: number) {
  for (let round = 0; round < rounds; round += 1) {
    let moved = false;
    for (const [index, a] of circles.entries()) {
      for (const b of circles.slice(index + 1)) {
        const distance = Math.hypot(b.x - a.x, b.y - a.y) || 1e-6;
        const wanted = a.r + b.r - mostOverlap * Math.min(a.r, b.r);
        if (distance >= wanted - 1e-6) continue;
        // Circles in the same place part sideways, by their numbers.
        const [dx, dy] = distance > 1e-5 ? [(b.x - a.x) / distance, (b.y - a.y) / distance] : [1, 0];
        const step = (wanted - distance) / 2;
        a.x -= dx * step;
        a.y -= dy * step;
        b.x += dx * step;
        b.y += dy * step;
        moved = true;
      }
    }
    for (const circle of circles) {
      circle.x = Math.min(width - circle.r - 2, Math.max(circle.r + 2, circle.x));
      circle.y = Math.min(height - circle.r - 2, Math.max(circle.r + 2, circle.y));
    }
    if (!moved) return;
  }
}

/** Circles whose areas are the shares, near the topics' places. */
export function layCircles(topics: MapTopic[], width: number, height: number): Circle[] {
  if (topics.length === 0) return [];
  const total = topics.reduce((sum, topic) => sum + topic.share, 0) || 1;
  const places = scaled(topics, width, height);
  const area = filled * width * height;
  const circles = topics.map((topic, index) => {
    const r = Math.sqrt((area * topic.share) / total / Math.PI);
    const place = places[index] ?? { x: width / 2, y: height / 2 };
    return { id: topic.id, r: Math.min(largest, Math.max(smallest, r)), ...place };
  });
  pushApart(circles, width, height);
  return circles;
}

/** How wide a text is at 12 px, near enough to place it: Chinese characters are square. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 12 : 6.6), 0);
}

/** A name in one or two lines; what does not fit ends in "…". */
export function twoLines(name: string): string[] {
  if (textWidth(name) <= widest) return [name];
  const gap = /[\s,，、]/;
  const characters = [...name];
  let cut = 0;
  let last = 0;
  for (let width = 0; cut < characters.length; cut += 1) {
    width += textWidth(characters[cut] ?? '');
    if (width > widest) break;
    if (gap.test(characters[cut] ?? '')) last = cut + 1;
  }
  const at = last > 0 ? last : cut;
  const first = characters.slice(0, at).join('').trim();
  let second = characters.slice(at).join('').trim();
  while (textWidth(second) > widest) second = `${[...second].slice(0, -2).join('')}…`;
  return second === '' ? [first] : [first, second];
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function meetsCircle(box: Box, circle: Circle): boolean {
  const x = Math.min(Math.max(circle.x, box.x), box.x + box.width);
  const y = Math.min(Math.max(circle.y, box.y), box.y + box.height);
  return Math.hypot(circle.x - x, circle.y - y) < circle.r + 1;
}

const directions: [number, number, Label['anchor']][] = [
  [1, 0, 'start'],
  [0, 1, 'middle'],
  [0, -1, 'middle'],
  [-1, 0, 'end'],
  [0.75, 0.75, 'start'],
  [0.75, -0.75, 'start'],
  [-0.75, 0.75, 'end'],
  [-0.75, -0.75, 'end'],
];

const ring = 7; // of the chosen circle, around it

function boxAt(
  circle: Circle,
  lines: string[],
  gap: number,
  [dx, dy, anchor]: (typeof directions)[number],
): Box {
  const width = Math.max(...lines.map(textWidth)) + 4;
  const height = lines.length * lineHeight;
  const reach = circle.r + gap;
  const x = circle.x + dx * reach;
  const y = circle.y + dy * reach;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  const up = dy > 0 ? y : dy < 0 ? y - height : y - height / 2;
  return { x: left, y: up, width, height };
}

/** Names beside their circles, the chosen one first, whose ring needs room; a name that would cover something is left out. */
export function layLabels(
  circles: Circle[],
  names: Map<number, string>,
  order: number[],
  chosen: number | undefined,
  width: number,
  height: number,
): Label[] {
  const taken: Box[] = [];
  const labels: Label[] = [];
  for (const id of order) {
    const circle = circles.find((one) => one.id === id);
    const name = names.get(id);
    if (!circle || name === undefined) continue;
    const lines = twoLines(name);
    for (const direction of directions) {
      const box = boxAt(circle, lines, 5 + (id === chosen ? ring : 0), direction);
      const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
      if (!inside || taken.some((other) => meet(box, other))) continue;
      if (circles.some((other) => other.id !== id && meetsCircle(box, other))) continue;
      taken.push(box);
      const anchor = direction[2];
      const x = anchor === 'start' ? box.x : anchor === 'end' ? box.x + box.width : box.x + box.width / 2;
      labels.push({ id, lines, x, y: box.y + 12, anchor });
      break;
    }
  }
  return labels;
}

/** The nearest circle in a direction, for arrow keys; null where there is none. */
export function neighbour(circles: Circle[], from: number, key: string): number | null {
  const start = circles.find((circle) => circle.id === from);
  const towards = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!start || !towards) return null;
  const [dx = 0, dy = 0] = towards;
  const costs = circles
    .filter((circle) => circle.id !== from)
    .map((circle) => {
      const along = (circle.x - start.x) * dx + (circle.y - start.y) * dy;
      const across = Math.abs((circle.x - start.x) * dy) + Math.abs((circle.y - start.y) * dx);
      return { id: circle.id, cost: along > 0 ? along + 2 * across : Infinity };
    });
  const best = costs.reduce((a, b) => (b.cost < a.cost ? b : a), { id: from, cost: Infinity });
  return best.cost < Infinity ? best.id : null;
}
