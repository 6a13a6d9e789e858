import { describe, expect, it } from 'vitest';
import { layCircles, nearestInDirection, radii, type Placed } from './circles';

// Positions that are crowded on purpose: a ring inside a ring.
function crowd(count: number): Placed[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    share: 1 / (id + 2),
    x: Math.cos(id) * (id % 3),
    y: Math.sin(id) * (id % 3),
  }));
}

describe('the topic map', () => {
  it('draws areas that are shares', () => {
    const [a = 0, b = 0] = radii([0.4, 0.1], 1000, 1000);
    expect(a ** 2 / b ** 2).toBeCloseTo(4, 6);
  });

  it('keeps room for a number in the smallest circle', () => {
    expect(Math.min(...radii([0.99, 0.0001], 400, 400))).toBe(9);
  });

  it.each([1, 2, 8, 20, 100])(
    'never lets two of %i circles overlap by more than 8 %% of the smaller',
    (count) => {
      const circles = layCircles(crowd(count), 480, 600);
      for (const [i, a] of circles.entries()) {
        expect(a.x - a.r).toBeGreaterThanOrEqual(0);
        expect(a.y + a.r).toBeLessThanOrEqual(600);
        for (const b of circles.slice(i + 1)) {
          const overlap = a.r + b.r - Math.hypot(a.x - b.x, a.y - b.y);
          expect(overlap).toBeLessThanOrEqual(0.08 * 2 * Math.min(a.r, b.r));
        }
      }
    },
  );

  it('puts equal topics apart, too', () => {
    const same = [1, 2, 3].map((id) => ({ id, share: 0.3, x: 0, y: 0 }));
    const [a, b] = layCircles(same, 300, 300);
    expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThan(20);
  });

  it('gives the same places twice', () => {
    expect(layCircles(crowd(30), 480, 600)).toEqual(layCircles(crowd(30), 480, 600));
  });

  it('leads from circle to circle with the arrows', () => {
    const circles = [
      { id: 0, x: 100, y: 100, r: 9 },
      { id: 1, x: 200, y: 110, r: 9 },
      { id: 2, x: 105, y: 200, r: 9 },
    ];
    expect(nearestInDirection(circles, 0, 'ArrowRight')).toBe(1);
    expect(nearestInDirection(circles, 0, 'ArrowDown')).toBe(2);
    expect(nearestInDirection(circles, 0, 'ArrowLeft')).toBeNull();
  });
});
