import { describe, expect, it } from 'vitest';
import { axisText, layPanel } from './sweep';

const figure = (...values: number[]) => ({
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  values,
});

describe('a panel of a sweep', () => {
  const points = [5, 10, 20].map((topics, index) => ({
    topics,
    figure: figure(0.1 + index / 10, 0.14 + index / 10),
  }));
  const layout = layPanel(points, [10, 10], 300, 150, 40);
  it('sets numbers of topics in equal ratios', () => {
    const [a, b, c] = layout.marks.map((mark) => mark.x);
    expect((b ?? 0) - (a ?? 0)).toBeCloseTo((c ?? 0) - (b ?? 0));
  });
  it('holds all values between its axis marks, larger ones higher', () => {
    const ys = layout.upward.map((tick) => tick.y);
    for (const mark of layout.marks) {
      expect(mark.high).toBeLessThanOrEqual(mark.mean);
      expect(mark.mean).toBeLessThanOrEqual(mark.low);
      expect(mark.high).toBeGreaterThanOrEqual(Math.min(...ys));
      expect(mark.low).toBeLessThanOrEqual(Math.max(...ys));
    }
    expect(layout.marks[2]?.mean).toBeLessThan(layout.marks[0]?.mean ?? 0);
  });
  it('shades half the way to the neighbours of the range', () => {
    const [from, to] = layout.range;
    expect(from).toBeCloseTo(((layout.marks[0]?.x ?? 0) + (layout.marks[1]?.x ?? 0)) / 2);
    expect(to).toBeCloseTo(((layout.marks[1]?.x ?? 0) + (layout.marks[2]?.x ?? 0)) / 2);
  });
  it('leaves out numbers that would touch', () => {
    const dense = Array.from({ length: 60 }, (_, index) => ({ topics: 50 + index, figure: figure(1) }));
    const { across } = layPanel(dense, [50, 50], 200, 150, 40);
    expect(across.length).toBeGreaterThan(2);
    across.slice(1).forEach((tick, index) => expect(tick.x - (across[index]?.x ?? 0)).toBeGreaterThan(14));
  });
  it('draws one number, and a line without any change', () => {
    const { marks } = layPanel([{ topics: 7, figure: figure(0, 0) }], [7, 7], 300, 150, 40);
    expect(marks.every((mark) => Number.isFinite(mark.x) && Number.isFinite(mark.mean))).toBe(true);
  });
  it('writes as many digits as the steps have', () => {
    expect(axisText([0.1, 0.15])(0.15)).toBe('0.15');
    expect(axisText([0, 0.025])(0.025)).toBe('0.025');
    expect(axisText([1000, 1500])(1500)).toBe('1,500');
    expect(axisText([-0.2, -0.1])(-0.1)).toBe('\u22120.1');
  });
});
