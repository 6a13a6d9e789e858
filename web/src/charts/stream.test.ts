import { describe, expect, it } from 'vitest';
import { layDrift, pickPeriods } from './drift';
import { differenceStep, heatStep } from './heat';
import { layStream, monotone, scaleShare } from './stream';

describe('the stream', () => {
  const xs = Array.from({ length: 12 }, (_, i) => 20 + i * 60);
  const series = [0, 1, 2].map((id) => ({
    id,
    name: ['Cold War security', 'tax', 'Wars with Mexico'][id] ?? '',
    values: xs.map((_, i) => 0.02 + 0.2 * Math.abs(Math.sin(i + id))),
  }));

  it('never swings beyond its points', () => {
    const curve = monotone([0, 10, 20, 30], [0, 0.5, 0.5, 0.1]);
    for (let x = 0; x <= 30; x += 0.5) {
      expect(curve(x)).toBeGreaterThanOrEqual(0);
      expect(curve(x)).toBeLessThanOrEqual(0.5);
    }
    expect(curve(10)).toBeCloseTo(0.5);
  });

  it('stacks bands without gaps, as thick as their shares', () => {
    const stream = layStream(series, xs, 20, 680, 400);
    const [a, b] = stream.bands;
    expect(a?.bottom).toEqual(b?.top);
    const at = stream.samples.indexOf(80);
    const thick = ((a?.bottom[at] ?? 0) - (a?.top[at] ?? 0)) / stream.pixelsPerShare;
    expect(thick).toBeCloseTo(series[0]?.values[1] ?? 0, 6);
    expect(Math.min(...(a?.top ?? []))).toBeGreaterThanOrEqual(0);
  });

  it('names every band', () => {
    expect(layStream(series, xs, 20, 680, 400).labels).toHaveLength(3);
  });

  it('has a round scale bar', () => {
    expect(scaleShare(1000, 400)).toBe(0.1);
    expect(scaleShare(200, 400)).toBe(0.5);
  });
});

describe('word drift', () => {
  it('marks what is new and follows what stays', () => {
    const periods = [
      { name: 'a', documents: 1, words: ['peace', 'war'] },
      { name: 'b', documents: 1, words: ['war', 'free'] },
    ];
    const { cells, links } = layDrift(periods);
    expect(cells.filter((cell) => cell.isNew).map((cell) => cell.word)).toEqual(['free']);
    expect(links).toEqual([{ word: 'war', from: { column: 0, rank: 1 }, to: { column: 1, rank: 0 } }]);
  });

  it('picks periods evenly, with both ends', () => {
    expect(pickPeriods(29, 6)).toEqual([0, 6, 11, 17, 22, 28]);
    expect(pickPeriods(3, 6)).toEqual([0, 1, 2]);
  });
});

describe('colours of a heat map', () => {
  it('go from nothing to the most in eight steps', () => {
    expect([0, 0.06, 0.5, 1].map((value) => heatStep(value, 1))).toEqual([0, 0, 3, 7]);
    expect(heatStep(0.3, 0)).toBe(0);
  });

  it('mirror around no difference', () => {
    expect([-1, -0.3, 0, 0.3, 1].map((value) => differenceStep(value, 1))).toEqual([-4, -1, 0, 1, 4]);
  });
});
