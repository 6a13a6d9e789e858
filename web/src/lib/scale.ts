// Pure parts of small charts: round axis steps and the path of a line.

/** A round number not below `value / steps`: 1, 2, 2.5 or 5 times a power of ten. */
export function roundStep(value: number, steps: number): number {
  const rough = value / steps;
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Marks of an axis from the round number below `low` to the one above `high`. */
export function ticks(low: number, high: number, steps: number): number[] {
  const step = roundStep(Math.max(high - low, Math.abs(high) * 1e-6, 1e-9), steps);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

export interface Point {
  x: number;
  y: number;
}

/** The d attribute of a line through points in pixels. */
export function linePath(points: Point[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}
