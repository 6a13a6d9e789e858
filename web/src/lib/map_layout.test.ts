import { describe, expect, it } from 'vitest';
import {
  layCircles,
  layLabels,
  neighbour,
  textWidth,
  twoLines,
  type Circle,
  type MapTopic,
} from './map_layout';

const width = 480;
const height = 560;

function topics(number: number): MapTopic[] {
  return Array.from({ length: number }, (_, id) => ({
    id,
    name: `topic number ${id}`,
    share: 1 / (id + 2),
    x: Math.sin(7 * id) * 0.3,
    y: Math.cos(11 * id) * 0.2,
  }));
}

function worstOverlap(circles: Circle[]): number {
  let worst = 0;
  for (const a of circles)
    for (const b of circles)
      if (a.id < b.id)
        worst = Math.max(worst, (a.r + b.r - Math.hypot(a.x - b.x, a.y - b.y)) / Math.min(a.r, b.r));
  return worst;
}

describe('circles', () => {
  it('overlap by 8 % at most, and stay inside', () => {
    for (const number of [1, 2, 8, 20, 50]) {
      const circles = layCircles(topics(number), width, height);
      expect(circles).toHaveLength(number);
      expect(worstOverlap(circles)).toBeLessThanOrEqual(0.1);
      for (const { x, y, r } of circles) {
        expect(x - r).toBeGreaterThanOrEqual(0);
        expect(x + r).toBeLessThanOrEqual(width);
        expect(y - r).toBeGreaterThanOrEqual(0);
        expect(y + r).toBeLessThanOrEqual(height);
      }
    }
  });
  it('have the shares as areas', () => {
    const [a, b] = layCircles(
      [
        { id: 0, name: '', share: 0.02, x: 0, y: 0 },
        { id: 1, name: '', share: 0.01, x: 1, y: 1 },
        { id: 2, name: '', share: 0.97, x: -1, y: 1 },
      ],
      width,
      height,
    );
    expect(((a?.r ?? 0) / (b?.r ?? 1)) ** 2).toBeCloseTo(2);
  });
  it('part when they are in one place', () => {
    const same = topics(3).map((topic) => ({ ...topic, x: 0, y: 0 }));
    expect(worstOverlap(layCircles(same, width, height))).toBeLessThanOrEqual(0.1);
  });
});

describe('names', () => {
  it('cover neither circles nor one another', () => {
    const circles = layCircles(topics(20), width, height);
    const names = new Map(topics(20).map((topic) => [topic.id, topic.name]));
    const labels = layLabels(circles, names, [...names.keys()], 0, width, height);
    const boxes = labels.map((label) => {
      const wide = Math.max(...label.lines.map(textWidth));
      const left =
        label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - wide : label.x - wide / 2;
      return {
        id: label.id,
        left,
        right: left + wide,
        top: label.y - 12,
        bottom: label.y - 12 + 15 * label.lines.length,
      };
    });
    expect(labels.length).toBeGreaterThan(8);
    for (const a of boxes)
      for (const b of boxes)
        if (a.id < b.id)
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
  });
  it('are cut to two lines', () => {
    expect(twoLines('short')).toEqual(['short']);
    expect(twoLines('energy, federal programs, and much more of the same')).toHaveLength(2);
    expect(twoLines('energy, federal programs, and much more of the same').join('')).toMatch(/…$/);
    expect(twoLines('服务员, 酒店, 房间, 早餐, 前台')).toEqual(['服务员, 酒店, 房间,', '早餐, 前台']);
  });
});

it('arrows go to the nearest circle in their direction', () => {
  const at = (id: number, x: number, y: number) => ({ id, x, y, r: 5 });
  const circles = [at(0, 0, 0), at(1, 10, 1), at(2, 30, 0), at(3, 0, -10)];
  expect(neighbour(circles, 0, 'ArrowRight')).toBe(1);
  expect(neighbour(circles, 1, 'ArrowRight')).toBe(2);
  expect(neighbour(circles, 0, 'ArrowUp')).toBe(3);
  expect(neighbour(circles, 0, 'ArrowLeft')).toBeNull();
});
