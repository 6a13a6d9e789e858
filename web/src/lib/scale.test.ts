import { describe, expect, it } from 'vitest';
import { linePath, roundStep, ticks } from './scale';

describe('axes', () => {
  it('steps by round numbers', () => {
    expect(roundStep(100, 4)).toBe(25);
    expect(roundStep(3, 2)).toBe(2);
    expect(roundStep(0.29, 2)).toBeCloseTo(0.2);
    expect(roundStep(0, 4)).toBe(1);
  });
  it('covers the values', () => {
    expect(ticks(1500, 4300, 2)).toEqual([0, 2000, 4000, 6000]);
    expect(ticks(0, 60, 3)).toEqual([0, 20, 40, 60]);
  });
  it('stands where all values are the same', () => {
    const marks = ticks(5, 5, 3);
    expect(marks.length).toBeGreaterThan(1);
    expect(marks.every(Number.isFinite)).toBe(true);
  });
});

describe('lines', () => {
  it('join the points', () => {
    expect(
      linePath([
        { x: 0, y: 1 },
        { x: 2.04, y: 3 },
      ]),
    ).toBe('M0.0 1.0L2.0 3.0');
    expect(linePath([])).toBe('');
  });
});
