'use client';

import { useState } from 'react';
import { linePath, ticks, type Point } from '@/lib/scale';
import styles from './small_chart.module.css';

interface LineChartProps {
  points: Point[]; // by rising x
  end: number; // where the x axis ends; the part behind the last point has not been reached
  label: string; // for readers of the screen
  formatX: (x: number) => string;
  formatY: (y: number) => string;
}

const width = 320;
const height = 132;
const left = 44;
const right = 18;
const top = 18;
const bottom = 22;

/** One series in ink; its last value is printed. Arrow keys move along the points. */
export function LineChart({ points, end, label, formatX, formatY }: LineChartProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const values = points.map((point) => point.y);
  const marks = ticks(Math.min(...values), Math.max(...values), 2);
  const low = marks[0] ?? 0;
  const high = marks.at(-1) ?? 1;
  const first = points[0]?.x ?? 0;
  const x = (value: number) => left + ((value - first) / Math.max(end - first, 1)) * (width - left - right);
  const y = (value: number) => height - bottom - ((value - low) / (high - low)) * (height - top - bottom);
  const shown = points[chosen ?? points.length - 1];
  if (shown === undefined) return null;
  const move = (by: number) =>
    setChosen(Math.min(points.length - 1, Math.max(0, (chosen ?? points.length - 1) + by)));
  const nearest = (event: React.PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * width;
    const distances = points.map((point) => Math.abs(x(point.x) - at));
    setChosen(distances.indexOf(Math.min(...distances)));
  };
  const late = x(shown.x) > width - 90;
  return (
    <svg
      data-chart=""
      viewBox={`0 0 ${width} ${height}`}
      className={styles.chart}
      role="img"
      tabIndex={0}
      aria-label={`${label}: ${formatX(shown.x)}, ${formatY(shown.y)}`}
      onPointerMove={nearest}
      onPointerLeave={() => setChosen(null)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') move(-1);
        else if (event.key === 'ArrowRight') move(1);
        else if (event.key === 'Home') setChosen(0);
        else if (event.key === 'End' || event.key === 'Escape') setChosen(null);
        else return;
        event.preventDefault();
      }}
    >
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={left} x2={width - right} y1={y(mark)} y2={y(mark)} className={styles.grid} />
          <text x={left - 6} y={y(mark) + 4} textAnchor="end" className={styles.axis}>
            {formatY(mark)}
          </text>
        </g>
      ))}
      {[first, end].map((at, index) => (
        <text
          key={index}
          x={x(at)}
          y={height - 4}
          textAnchor={index === 0 ? 'start' : 'end'}
          className={styles.axis}
        >
          {formatX(at)}
        </text>
      ))}
      <path d={linePath(points.map((point) => ({ x: x(point.x), y: y(point.y) })))} className={styles.line} />
      <circle cx={x(shown.x)} cy={y(shown.y)} r={3.5} className={styles.dot} />
      <text
        x={x(shown.x) + (late ? -8 : 8)}
        y={y(shown.y) - 7}
        textAnchor={late ? 'end' : 'start'}
        className={styles.value}
      >
        {formatY(shown.y)}
      </text>
    </svg>
  );
}
