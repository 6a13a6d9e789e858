'use client';

import { useState } from 'react';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { linePath } from '@/lib/scale';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { lineOf } from './paint';
import { Plot } from './plot';
import type { CountedSlice, TopicSeries } from './stream_chart';
import { fitText } from './text_width';
import { timeX } from './time_axis';

interface MultiplesProps {
  topics: TopicSeries[];
  slices: CountedSlice[];
  width: number;
  own: boolean; // each on its own scale
  onOpen: (topic: number) => void;
}

const cell = { height: 92, gap: 14, head: 22 };

/** How many stand in a row: six on a wide sheet. */
export function multiplesInRow(width: number): number {
  return Math.max(1, Math.min(6, Math.floor((width + cell.gap) / 140)));
}

/** One small line for each topic, all on the same scale unless it says otherwise; the mean of all in grey. */
export function Multiples({ topics, slices, width, own, onOpen }: MultiplesProps) {
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const [active, setActive] = useState<number | null>(null);
  const inRow = multiplesInRow(width);
  const wide = (width - (inRow - 1) * cell.gap) / inRow;
  const rows = Math.ceil(topics.length / inRow);
  const all = Math.max(1e-6, ...topics.flatMap((topic) => topic.values));
  const mean = slices.map(
    (_, index) =>
      topics.reduce((sum, topic) => sum + (topic.values[index] ?? 0), 0) / Math.max(1, topics.length),
  );
  const step = (from: number, key: string) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -inRow, ArrowDown: inRow }[key] ?? 0;
    const next = from + by;
    return next >= 0 && next < topics.length ? next : null;
  };
  return (
    <Plot
      label={words.multiplesLabel}
      width={width}
      height={rows * (cell.height + cell.gap)}
      marks={topics.map((topic) => words.spokenTopic(topic.id, topic.name, percent(topic.share, language)))}
      active={active}
      onActive={setActive}
      step={step}
      onOpen={(mark) => {
        const topic = topics[mark];
        if (topic) onOpen(topic.id);
      }}
    >
      {topics.map((topic, index) => {
        const left = (index % inRow) * (wide + cell.gap);
        const top = Math.floor(index / inRow) * (cell.height + cell.gap);
        const axis = timeX(slices, left, left + wide);
        const most = own ? Math.max(1e-6, ...topic.values) : all;
        const base = top + cell.height;
        const y = (value: number) => base - (Math.min(value, most) / most) * (cell.height - cell.head - 2);
        const line = (values: number[]) =>
          linePath(values.map((value, at) => ({ x: axis.middle(at), y: y(value) })));
        return (
          <g key={topic.id} className={styles.mark} onClick={() => onOpen(topic.id)} data-topic={topic.id}>
            <rect
              x={left - 4}
              y={top - 2}
              width={wide + 8}
              height={cell.height + 8}
              rx={6}
              fill={index === active ? 'var(--hover)' : 'transparent'}
            />
            <text x={left} y={top + 12} fontSize={12} className={styles.name}>
              <tspan fontWeight={600}>{topic.id}</tspan> {fitText(topic.name, 12, wide - 62)}
            </text>
            <text x={left + wide} y={top + 12} textAnchor="end" className={styles.axis}>
              {percent(Math.max(0, ...topic.values), language, 0)}
            </text>
            <line x1={left} x2={left + wide} y1={base} y2={base} className={styles.zero} />
            <path d={line(mean)} fill="none" stroke="var(--line2)" strokeWidth={1} />
            <path
              d={line(topic.values)}
              fill="none"
              stroke={lineOf(topic.slot)}
              strokeWidth={1.75}
              strokeLinejoin="round"
            />
          </g>
        );
      })}
    </Plot>
  );
}
