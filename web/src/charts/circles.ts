// The intertopic map: where its circles lie. Pure and deterministic.

export interface Placed {
  id: number;
  x: number;
  y: number;
  share: number;
}

export interface Circle {
  id: number;
  x: number;
  y: number;
  r: number;
}

const covered = 0.13; // part of the plot that all circles cover together
const leastRadius = 9; // room for a number
const rounds = 400;
const mostStretch = 1.7; // of one axis against the other

/** Radii in pixels: the area is the share. Small topics keep room for their number. */
export function radii(shares: number[], width: number, height: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0) || 1;
  const scale = Math.sqrt((covered * width * height) / Math.PI / sum);
  const largest = Math.min(width, height) / 5;
  return shares.map((share) => Math.min(largest, Math.max(leastRadius, scale * Math.sqrt(share))));
}

// Puts positions into the box, each axis as far as it goes, though never much more than the other.
function intoBox(topics: Placed[], circles: Circle[], width: number, height: number) {
  const xs = topics.map((topic) => topic.x);
  const ys = topics.map((topic) => topic.y);
  const most = Math.max(...circles.map((circle) => circle.r)) + 18;
  const spanX = Math.max(...xs) - Math.min(...xs) || 1;
  const spanY = Math.max(...ys) - Math.min(...ys) || 1;
  let scaleX = (width - 2 * most) / spanX;
  let scaleY = (height - 2 * most) / spanY;
  scaleX = Math.min(scaleX, scaleY * mostStretch);
  scaleY = Math.min(scaleY, scaleX * mostStretch);
  const middleX = (Math.max(...xs) + Math.min(...xs)) / 2;
  const middleY = (Math.max(...ys) + Math.min(...ys)) / 2;
  topics.forEach((topic, index) => {
    const circle = circles[index];
    if (circle === undefined) return;
    circle.x = width / 2 + (topic.x - middleX) * scaleX;
    circle.y = height / 2 - (topic.y - middleY) * scaleY;
  });
}

function keepInside(circle: Circle, width: number, height: number) {
  const edge = circle.r + 4;
  circle.x = Math.min(width - edge, Math.max(edge, circle.x));
  circle.y = Math.min(height - edge, Math.max(edge, circle.y));
}

/** Moves two circles apart, so that `gap` pixels lie between them; returns whether it had to. */
function part(a: Circle, b: Circle, gap: number, strength: number): boolean {
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  const wanted = a.r + b.r + gap;
  // Almost all pairs are far apart: this is asked millions of times.
  const square = dx * dx + dy * dy;
  if (square >= wanted * wanted) return false;
  let distance = Math.sqrt(square);
  if (distance < 1e-6)
    [dx, dy, distance] = [1e-3 * (a.id - b.id), 1e-3, Math.hypot(1e-3 * (a.id - b.id), 1e-3)];
  const move = (strength * (wanted - distance)) / 2 / distance;
  a.x -= dx * move;
  a.y -= dy * move;
  b.x += dx * move;
  b.y += dy * move;
  return true;
}

/**
 * Circles in a box of pixels: as in the map, pushed apart. Between them lies room for labels while the box has it;
 * they never overlap by more than 8 % of the smaller one's diameter.
 */
export function layCircles(topics: Placed[], width: number, height: number): Circle[] {
  const sizes = radii(
    topics.map((topic) => topic.share),
    width,
    height,
  );
  const circles = topics.map((topic, index) => ({
    id: topic.id,
    x: 0,
    y: 0,
    r: sizes[index] ?? leastRadius,
  }));
  if (circles.length === 0) return circles;
  if (circles.length === 1) return circles.map((circle) => ({ ...circle, x: width / 2, y: height / 2 }));
  intoBox(topics, circles, width, height);
  const room = Math.sqrt((width * height) / circles.length);
  const gap = Math.max(2, Math.min(34, room * 0.36));
  for (let round = 0; round < rounds; round += 1) {
    // The wish for room fades; what remains in the end is that circles do not lie on each other.
    const now = round < rounds * 0.7 ? gap : 2;
    let moved = false;
    for (let i = 0; i < circles.length; i += 1) {
      const a = circles[i];
      for (let j = i + 1; j < circles.length; j += 1) {
        const b = circles[j];
        if (a && b && part(a, b, now, now === gap ? 0.35 : 1)) moved = true;
      }
    }
    for (const circle of circles) keepInside(circle, width, height);
    if (!moved && now !== gap) break;
  }
  return circles;
}

/** The nearest circle in the direction of an arrow key, or null where there is none. */
export function nearestInDirection(circles: Circle[], from: number, key: string): number | null {
  const start = circles[from];
  const directions: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const direction = directions[key];
  if (start === undefined || direction === undefined) return null;
  let best: number | null = null;
  let least = Infinity;
  circles.forEach((circle, index) => {
    const dx = circle.x - start.x;
    const dy = circle.y - start.y;
    const along = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    if (index === from || along <= 1 || aside > 2 * along) return;
    const cost = along + 2 * aside;
    if (cost < least) [best, least] = [index, cost];
  });
  return best;
}
