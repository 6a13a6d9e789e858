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

interface Body {
  x: number;
  y: number;
  fx: number;
  fy: number;
}

interface Spring {
  from: Body;
  to: Body;
  pull: number;
}

// Asked for five thousand pairs of a hundred nodes in every round: nothing is made anew in here.
function repel(bodies: Body[], ideal: number) {
  for (let i = 0; i < bodies.length; i += 1) {
    const a = bodies[i];
    if (a === undefined) continue;
    for (let j = i + 1; j < bodies.length; j += 1) {
      const b = bodies[j];
      if (b === undefined) continue;
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const push = (ideal * ideal) / Math.max(1e-4, dx * dx + dy * dy);
      a.fx += dx * push;
      a.fy += dy * push;
      b.fx -= dx * push;
      b.fy -= dy * push;
    }
  }
}

function attract(springs: Spring[], ideal: number) {
  for (const { from, to, pull } of springs) {
    const dx = from.x - to.x;
    const dy = from.y - to.y;
    const strength = (Math.sqrt(dx * dx + dy * dy) / ideal) * pull;
    from.fx -= dx * strength;
    from.fy -= dy * strength;
    to.fx += dx * strength;
    to.fy += dy * strength;
  }
}

function move(bodies: Body[], heat: number) {
  for (const body of bodies) {
    // A light pull to the middle keeps what has no links in sight.
    const fx = body.fx - body.x * 0.35;
    const fy = body.fy - body.y * 0.35;
    const length = Math.max(1e-9, Math.sqrt(fx * fx + fy * fy));
    body.x += (fx / length) * Math.min(length, heat);
    body.y += (fy / length) * Math.min(length, heat);
    body.fx = 0;
    body.fy = 0;
  }
}

/** Circles in a box of pixels; every node stays inside, and none lies on another. */
export function layNetwork(nodes: Node[], links: Link[], width: number, height: number): Circle[] {
  const scale = Math.max(1e-9, ...nodes.map((node) => Math.hypot(node.x, node.y)));
  // A golden-angle spiral parts nodes that start on one spot.
  const bodies = nodes.map((node, i) => ({
    x: node.x / scale + 0.02 * Math.cos(2.4 * i) * Math.sqrt(i),
    y: node.y / scale + 0.02 * Math.sin(2.4 * i) * Math.sqrt(i),
    fx: 0,
    fy: 0,
  }));
  const byId = new Map(nodes.map((node, i) => [node.id, bodies[i]]));
  const ideal = 1.5 / Math.sqrt(Math.max(1, nodes.length));
  const strongest = Math.max(1e-9, ...links.map((link) => link.weight));
  const springs = links.flatMap((link) => {
    const [from, to] = [byId.get(link.source), byId.get(link.target)];
    return from && to ? [{ from, to, pull: 0.4 + (0.6 * link.weight) / strongest }] : [];
  });
  for (let round = 0; round < rounds; round += 1) {
    repel(bodies, ideal);
    attract(springs, ideal);
    move(bodies, 0.12 * (1 - round / rounds) + 0.002);
  }
  return layCircles(
    nodes.map((node, i) => ({
      id: node.id,
      share: node.share * 0.6,
      x: bodies[i]?.x ?? 0,
      y: bodies[i]?.y ?? 0,
    })),
    width,
    height,
  ).map((circle) => ({ ...circle, r: Math.max(9, circle.r * 0.78) }));
}

/** Pixels of a link: thicker when more similar. */
export function linkWidth(weight: number, threshold: number, strongest: number): number {
  return 1 + 4 * Math.max(0, Math.min(1, (weight - threshold) / Math.max(1e-9, strongest - threshold)));
}
