'use client';

import { useState } from 'react';
import { classes } from './class_names';
import styles from './small_chart.module.css';

export interface Bin {
  name: string;
  count: number;
}

interface HistogramProps {
  bins: Bin[];
  label: string;
  formatCount: (count: number) => string;
}

const width = 320;
const height = 96;
const bottom = 20;
const top = 16;

/** Counts in ink from a zero baseline. The chosen bin says its name and count. */
export function Histogram({ bins, label, formatCount }: HistogramProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const step = width / Math.max(bins.length, 1);
  const shown = chosen === null ? undefined : bins[chosen];
  const move = (by: number) => setChosen(Math.min(bins.length - 1, Math.max(0, (chosen ?? -1) + by)));
  return (
    <svg
      data-chart=""
      viewBox={`0 0 ${width} ${height}`}
      className={styles.chart}
      role="img"
      tabIndex={0}
      aria-label={shown ? `${shown.name}: ${formatCount(shown.count)}` : label}
      onPointerLeave={() => setChosen(null)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') move(-1);
        else if (event.key === 'ArrowRight') move(1);
        else if (event.key === 'Escape') setChosen(null);
        else return;
        event.preventDefault();
      }}
    >
      {bins.map((bin, index) => {
        const tall = ((height - bottom - top) * bin.count) / most;
        return (
          <g key={index} onPointerEnter={() => setChosen(index)}>
            <rect x={index * step} y={0} width={step} height={height} fill="transparent" />
            <rect
              x={index * step + 0.5}
              y={height - bottom - tall}
              width={Math.max(1, step - 1)}
              height={tall}
              rx={Math.min(1, step / 4)}
              className={classes(styles.bar, index === chosen && styles.on)}
            />
          </g>
        );
      })}
      <text x={0} y={height - 4} className={styles.axis}>
        {bins[0]?.name}
      </text>
      {bins.length > 1 && (
        <text x={width} y={height - 4} textAnchor="end" className={styles.axis}>
          {bins.at(-1)?.name}
        </text>
      )}
      {shown && (
        <text x={width / 2} y={11} textAnchor="middle" className={styles.value}>
          {shown.name}: {formatCount(shown.count)}
        </text>
      )}
    </svg>
  );
}
