import { linePath } from '@/lib/scale';

const width = 40;
const height = 16;

/** A small course of shares from a zero baseline; the list around it says the numbers. */
export function Sparkline({ values, colour }: { values: number[]; colour: string }) {
  const most = Math.max(...values, 1e-9);
  const points = values.map((value, index) => ({
    x: (index * (width - 2)) / Math.max(1, values.length - 1) + 1,
    y: height - 2 - ((height - 4) * value) / most,
  }));
  return (
    <svg width={width} height={height} aria-hidden="true">
      <path d={linePath(points)} fill="none" stroke={colour} strokeWidth="1.25" strokeLinejoin="round" />
    </svg>
  );
}
