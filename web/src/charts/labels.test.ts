import { describe, expect, it } from 'vitest';
import { layCircles } from './circles';
import { labelSize, layLabels, layOnLines, lineHeight, overlaps, spread, type Label } from './labels';
import { fitText, textWidth, twoLines } from './text_width';

function box(label: Label) {
  const width = Math.max(...label.lines.map((line) => textWidth(line, labelSize)));
  const left =
    label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  return {
    left,
    right: left + width,
    top: label.y - 11,
    bottom: label.y - 11 + label.lines.length * lineHeight,
  };
}

const names = [
  'Cold War security',
  'tax',
  '酒店设施与早餐',
  'Wars with Mexico and Spain, and what came of them',
];

describe('labels', () => {
  it.each([8, 30, 100])('of %i circles never lie on each other', (count) => {
    const topics = Array.from({ length: count }, (_, id) => ({
      id,
      share: 1 / count,
      x: (id * 7) % 11,
      y: (id * 5) % 13,
    }));
    const circles = layCircles(topics, 480, 600);
    const wishes = topics.map(({ id }) => ({ id, text: names[id % 4] ?? '', strong: false }));
    const labels = layLabels(circles, wishes, 480, 600);
    expect(labels.length).toBeGreaterThan(3);
    const boxes = labels.map(box);
    for (const [i, one] of boxes.entries())
      for (const other of boxes.slice(i + 1)) expect(overlaps(one, other)).toBe(false);
  });

  it('break long names in two lines of like width', () => {
    expect(twoLines('Wars with Mexico & Spain')).toEqual(['Wars with', 'Mexico & Spain']);
    expect(twoLines('国家安全与和平')).toHaveLength(2);
    expect(twoLines('tax')).toEqual(['tax']);
  });

  it('end in an ellipsis where there is no room', () => {
    expect(fitText('independence', 13, 60)).toMatch(/^ind.*…$/);
    expect(fitText('tax', 13, 60)).toBe('tax');
  });

  it('are spread along an axis in their order', () => {
    const at = spread([10, 11, 50], 14, 0, 100);
    expect(at).toEqual([10, 24, 50]);
    expect(spread([98, 99], 14, 0, 100)).toEqual([86, 100]);
  });
});

describe('texts on lines', () => {
  const circle = (id: number, x: number, y: number) => ({ id, x, y, r: 10 });
  const ends = [circle(0, 0, 0), circle(1, 200, 0), circle(2, 200, 4)];
  const line = (from: number, to: number, text: string) => ({
    from: ends[from] ?? circle(9, 0, 0),
    to: ends[to] ?? circle(9, 0, 0),
    text,
  });
  it('stand in the middle where it is free, and else further on', () => {
    const [first, second] = layOnLines([line(0, 1, '0.25'), line(0, 2, '0.21')], ends, []);
    expect(first?.x).toBe(100);
    expect(second?.x).toBe(120 + 20);
  });
  it('are left out where labels cover the line', () => {
    const label = { left: 0, right: 200, top: -10, bottom: 10 };
    expect(layOnLines([line(0, 1, '0.25')], ends, [label])).toEqual([]);
  });
});
