// The network of topics: places by attraction along links and repulsion everywhere (Fruchterman & Reingold 1991),
// from fixed starting places, so that the same links give the same picture.
import { layCircles, type Circle } from './circles';

export interface Link {
  source: number;
  target: number;
  weight: number;
}

interface Node {
  id: number;
  share: number;
  x: number;
  y: number;
}

const rounds = 260;

/** Circles in a box of pixels; every node stays inside, and none lies on another. */
export function layNetwork(nodes: Node[], links: Link[], width: number, height: number): Circle[] {
  const index = new Map(nodes.map((node, at) => [node.id, at]));
  const scale = Math.max(1e-9, ...nodes.map((node) => Math.hypot(node.x, node.y)));
  // A golden-angle spiral parts nodes that start on one spot.
  const at = nodes.map((node, i) => ({
    x: node.x / scale + 0.02 * Math.cos(2.4 * i) * Math.sqrt(i),
    y: node.y / scale + 0.02 * Math.sin(2.4 * i) * Math.sqrt(i),
  }));
  const ideal = 1.5 / Math.sqrt(Math.max(1, nodes.length));
  const strongest = Math.max(1e-9, ...links.map((link) => link.weight));
  for (let round = 0; round < rounds; round += 1) {
    const force = at.map(() => ({ x: 0, y: 0 }));
    for (let i = 0; i < at.length; i += 1) {
      for (let j = i + 1; j < at.length; j += 1) {
        const [a, b, f, g] = [at[i], at[j], force[i], force[j]];
        if (!a || !b || !f || !g) continue;
        const [dx, dy] = [a.x - b.x, a.y - b.y];
        const square = Math.max(1e-4, dx * dx + dy * dy);
        const push = (ideal * ideal) / square;
        f.x += dx * push;
        f.y += dy * push;
        g.x -= dx * push;
        g.y -= dy * push;
      }
    }
    for (const link of links) {
      const [i, j] = [index.get(link.source) ?? -1, index.get(link.target) ?? -1];
      const [a, b, f, g] = [at[i], at[j], force[i], force[j]];
      if (!a || !b || !f || !g) continue;
      const [dx, dy] = [a.x - b.x, a.y - b.y];
      const pull = (Math.hypot(dx, dy) / ideal) * (0.4 + (0.6 * link.weight) / strongest);
      f.x -= dx * pull;
      f.y -= dy * pull;
      g.x += dx * pull;
      g.y += dy * pull;
    }
    const heat = 0.12 * (1 - round / rounds) + 0.002;
    at.forEach((place, i) => {
      const f = force[i] ?? { x: 0, y: 0 };
      // A light pull to the middle keeps what has no links in sight.
      f.x -= place.x * 0.35;
      f.y -= place.y * 0.35;
      const length = Math.max(1e-9, Math.hypot(f.x, f.y));
      place.x += (f.x / length) * Math.min(length, heat);
      place.y += (f.y / length) * Math.min(length, heat);
    });
  }
  return layCircles(
    nodes.map((node, i) => ({ id: node.id, share: node.share * 0.6, x: at[i]?.x ?? 0, y: at[i]?.y ?? 0 })),
    width,
    height,
  ).map((circle) => ({ ...circle, r: Math.max(9, circle.r * 0.78) }));
}

/** Pixels of a link: thicker when more similar. */
export function linkWidth(weight: number, threshold: number, strongest: number): number {
  return 1 + 4 * Math.max(0, Math.min(1, (weight - threshold) / Math.max(1e-9, strongest - threshold)));
}
