// The x axis of everything over time. Slices may differ in length: a point stands in the middle of its slice.
import { roundStep } from '@/lib/scale';
import { textWidth } from './text_width';

export interface TimeSlice {
  label: string;
  first: string; // the first day, 1790-01-01
  end: string; // the day after the last one
}

export interface TimeAxis {
  left: number;
  right: number;
  middle: (slice: number) => number;
  start: (slice: number) => number;
  end: (slice: number) => number;
  at: (x: number) => number; // the slice under a pixel
  place: (days: number) => number;
  name: (slice: number) => string;
}

const dayLength = 86_400_000;

/** Days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayLength;
}

function yearOf(days: number): number {
  return new Date(days * dayLength).getUTCFullYear();
}

/** "1790–1815" for whole years, "2021-03" for a month, else both days. */
export function sliceName(slice: TimeSlice): string {
  const [first, last] = [
    slice.first,
    new Date((dayNumber(slice.end) - 1) * dayLength).toISOString().slice(0, 10),
  ];
  const fromYear = first.slice(0, 4);
  const toYear = last.slice(0, 4);
  const days = dayNumber(slice.end) - dayNumber(slice.first);
  if (first.endsWith('-01-01') && days > 300) return fromYear === toYear ? fromYear : `${fromYear}–${toYear}`;
  if (days <= 1) return first;
  if (first.endsWith('-01') && days <= 31) return first.slice(0, 7);
  if (days > 700) return `${fromYear}–${toYear}`;
  return `${first}–${last}`;
}

export function timeX(slices: TimeSlice[], left: number, right: number): TimeAxis {
  const begin = dayNumber(slices[0]?.first ?? '1970-01-01');
  const finish = Math.max(begin + 1, dayNumber(slices.at(-1)?.end ?? '1970-01-02'));
  const place = (days: number) => left + ((days - begin) / (finish - begin)) * (right - left);
  const start = (slice: number) => place(dayNumber(slices[slice]?.first ?? '1970-01-01'));
  const end = (slice: number) => place(dayNumber(slices[slice]?.end ?? '1970-01-02'));
  const middle = (slice: number) => (start(slice) + end(slice)) / 2;
  return {
    left,
    right,
    place,
    start,
    end,
    middle,
    at: (x) => {
      const found = slices.findIndex((_, index) => x < end(index));
      return found < 0 ? slices.length - 1 : found;
    },
    name: (slice) => {
      const one = slices[slice];
      return one ? sliceName(one) : '';
    },
  };
}

/** Round years along the axis, or the slices' own names where the time is shorter than a few years. */
export function timeTicks(slices: TimeSlice[], axis: TimeAxis, width: number): { x: number; text: string }[] {
  const first = slices[0];
  const last = slices.at(-1);
  if (first === undefined || last === undefined) return [];
  const from = yearOf(dayNumber(first.first));
  const to = yearOf(dayNumber(last.end) - 1);
  const room = Math.max(2, Math.floor((axis.right - axis.left) / 80));
  if (to - from >= 3) {
    const step = Math.max(1, Math.ceil(roundStep(to - from, room)));
    const years: { x: number; text: string }[] = [];
    for (let year = Math.ceil(from / step) * step; year <= to; year += step) {
      const x = axis.place(dayNumber(`${String(year).padStart(4, '0')}-01-01`));
      if (x >= axis.left + 8 && x <= width - 14) years.push({ x, text: String(year) });
    }
    return years;
  }
  const every = Math.ceil(slices.length / Math.max(1, Math.floor((axis.right - axis.left) / 110)));
  return slices.flatMap((_, index) => {
    const text = axis.name(index);
    const x = axis.middle(index);
    const half = textWidth(text, 12) / 2;
    return index % every === 0 && x - half >= 0 && x + half <= width ? [{ x, text }] : [];
  });
}
