import { lineOf } from './paint';

/** The points of a sparkline, "x,y x,y": from zero to the series' own highest value. */
export function sparkPoints(values: number[], width: number, height: number): string {
  const most = Math.max(...values, 1e-12);
  const step = values.length > 1 ? (width - 2) / (values.length - 1) : 0;
  return values
    .map(
      (value, index) =>
        `${(1 + index * step).toFixed(1)},${(height - 1.5 - (value / most) * (height - 3)).toFixed(1)}`,
    )
    .join(' ');
}

/** A series as a small line without axes; beside it stands what it is of. */
export function Sparkline({
  values,
  slot,
  width = 42,
}: {
  values: number[];
  slot: number | null;
  width?: number;
}) {
  return (
    <svg width={width} height={16} viewBox={`0 0 ${width} 16`} aria-hidden="true">
      <polyline
        points={sparkPoints(values, width, 16)}
        fill="none"
        stroke={lineOf(slot)}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
}
