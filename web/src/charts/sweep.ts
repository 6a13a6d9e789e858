import { ticks } from '@/lib/scale';
import type { SweepFigure } from '@/lib/sweep';
import { textWidth } from './text_width';

// Where everything of one panel of a sweep lies, in pixels.

export interface SweepMark {
  topics: number;
  x: number;
  mean: number; // y
  low: number;
  high: number;
  seeds: number[];
}

export interface SweepLayout {
  marks: SweepMark[];
  across: { x: number; text: string }[];
  upward: { y: number; value: number }[];
  range: [number, number];
  left: number;
  right: number;
  bottom: number;
}

const inset = 12;
const top = 8;
const below = 24;

// A flat line should look flat, not like noise blown up.
const leastSpan = 0.02;

/** Numbers of topics go across in equal ratios. */
export function layPanel(
  points: { topics: number; figure: SweepFigure }[],
  range: [number, number],
  width: number,
  height: number,
  left: number,
): SweepLayout {
  const right = width - 6;
  const bottom = height - below;
  const logs = points.map((point) => Math.log(point.topics));
  const [first = 0, last = 0] = [logs[0], logs.at(-1)];
  const room = right - left - 2 * inset;
  const x = (topics: number) =>
    last > first ? left + inset + (room * (Math.log(topics) - first)) / (last - first) : (left + right) / 2;
  const all = points.flatMap(({ figure }) => [figure.mean, ...figure.values]);
  const middle = (Math.max(...all) + Math.min(...all)) / 2;
  const half =
    Math.max(Math.max(...all) - Math.min(...all), Math.max(Math.abs(middle), 0.01) * leastSpan) / 2;
  const steps = ticks(middle - half, middle + half, 2);
  const [least = 0, most = 1] = [steps[0], steps.at(-1)];
  const y = (value: number) => bottom - ((value - least) / (most - least)) * (bottom - top);
  const across: SweepLayout['across'] = [];
  let free = -Infinity;
  for (const { topics } of points) {
    const text = String(topics);
    const reach = textWidth(text, 12) / 2;
    if (x(topics) - reach < free) continue;
    across.push({ x: x(topics), text });
    free = x(topics) + reach + 6;
  }
  // The range reaches half way to its neighbours, so that one number is a band, too.
  const edge = (topics: number, by: 1 | -1) => {
    const at = points.findIndex((point) => point.topics === topics);
    const next = points[at + by];
    const here = x(topics);
    return next === undefined ? here + by * inset : (here + x(next.topics)) / 2;
  };
  return {
    marks: points.map(({ topics, figure }) => ({
      topics,
      x: x(topics),
      mean: y(figure.mean),
      low: y(Math.min(figure.mean, ...figure.values)),
      high: y(Math.max(figure.mean, ...figure.values)),
      seeds: figure.values.map(y),
    })),
    across,
    upward: steps.map((value) => ({ y: y(value), value })),
    range: [edge(range[0], -1), edge(range[1], 1)],
    left,
    right,
    bottom,
  };
}

/** Axis text with as many digits as its steps need. */
export function axisText(values: number[]): (value: number) => string {
  const step = Math.abs((values[1] ?? 1) - (values[0] ?? 0));
  const digits =
    step >= 1
      ? 0
      : Math.min(4, Math.ceil(-Math.log10(step) - 1e-9) + (/^[^1-9]*25/.test(step.toPrecision(3)) ? 1 : 0));
  return (value) =>
    value
      .toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .replace(/^-/, '\u2212');
}
