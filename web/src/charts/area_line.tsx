'use client';

import { useState } from 'react';
import { count, percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { linePath, ticks } from '@/lib/scale';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { lineOf } from './paint';
import { Plot } from './plot';
import { timeTicks, timeX, type TimeSlice } from './time_axis';

interface AreaLineProps {
  name: string;
  slot: number | null;
  slices: (TimeSlice & { share: number; low: number; high: number; documents: number })[];
  width: number;
  height: number;
  onOpen: (slice: number) => void;
}

const left = 44;
const right = 12;
const top = 22;
const bottom = 24;

/** One topic over time from a zero baseline, with its interval as a band. */
export function AreaLine({ name, slot, slices, width, height, onOpen }: AreaLineProps) {
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const [active, setActive] = useState<number | null>(null);
  const most = Math.max(0.001, ...slices.map((slice) => slice.share));
  const marks = ticks(0, most, 4);
  const high = marks.at(-1) ?? 1;
  const axis = timeX(slices, left, width - right);
  const y = (value: number) => height - bottom - (Math.min(value, high) / high) * (height - top - bottom);
  const colour = lineOf(slot);
  const point = (index: number, value: number) => ({ x: axis.middle(index), y: y(value) });
  const line = linePath(slices.map((slice, index) => point(index, slice.share)));
  const band =
    linePath(slices.map((slice, index) => point(index, slice.high))) +
    linePath(slices.map((slice, index) => point(index, slice.low)).reverse()).replace('M', 'L');
  const shown =
    active ??
    slices.reduce((best, slice, index) => (slice.share > (slices[best]?.share ?? 0) ? index : best), 0);
  const slice = slices[shown];
  const label = (index: number) =>
    words.spokenSlice(
      slices[index]?.label ?? '',
      slices[index]?.documents ?? 0,
      percent(slices[index]?.share ?? 0, language),
    );
  const nearest = (event: React.PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    if (box) setActive(axis.at(event.clientX - box.left));
  };
  const at = axis.middle(shown);
  const late = at > width - 150;
  return (
    <Plot
      label={`${name}: ${words.streamLabel(1)}`}
      width={width}
      height={height}
      marks={slices.map((_, index) => label(index))}
      active={active}
      onActive={setActive}
      onOpen={onOpen}
    >
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={left} x2={width - right} y1={y(mark)} y2={y(mark)} className={styles.grid} />
          <text x={left - 6} y={y(mark) + 4} textAnchor="end" className={styles.axis}>
            {percent(mark, language, high < 0.04 ? 1 : 0)}
          </text>
        </g>
      ))}
      {timeTicks(slices, axis, width).map((tick) => (
        <text key={tick.text} x={tick.x} y={height - 6} textAnchor="middle" className={styles.axis}>
          {tick.text}
        </text>
      ))}
      <path d={`${band}Z`} fill={colour} fillOpacity={0.14} />
      <path d={line} fill="none" stroke={colour} strokeWidth={2} strokeLinejoin="round" />
      {slice && (
        <>
          <circle cx={at} cy={y(slice.share)} r={4} fill={colour} stroke="var(--surface)" strokeWidth={1.5} />
          <text
            x={at + (late ? -9 : 9)}
            y={Math.max(13, y(slice.share) - 6)}
            textAnchor={late ? 'end' : 'start'}
            className={`${styles.value} ${styles.halo}`}
          >
            {axis.name(shown)}: {percent(slice.share, language)} · {count(slice.documents, language)}
          </text>
        </>
      )}
      <rect
        x={left}
        y={0}
        width={Math.max(0, width - left - right)}
        height={height}
        fill="transparent"
        className={styles.mark}
        onPointerMove={nearest}
        onPointerLeave={() => setActive(null)}
        onClick={() => active !== null && onOpen(active)}
      />
    </Plot>
  );
}
