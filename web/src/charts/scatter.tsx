'use client';

import { useMemo, useState } from 'react';
import { decimal } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { ticks } from '@/lib/scale';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { nearestInDirection } from './circles';
import { LabelText } from './label_text';
import { labelSize, layLabels } from './labels';
import { paintOf, type ChartTopic } from './paint';
import { Plot } from './plot';

export type ScatterTopic = ChartTopic & { x: number; y: number };

interface ScatterProps {
  topics: ScatterTopic[];
  width: number;
  height: number;
  spoken: (topic: ScatterTopic) => string;
  onOpen: (topic: number) => void;
}

const left = 36;
const bottom = 24;
const top = 10;
const r = 9;

/** Topics by two measures; names stand where there is room. */
export function Scatter({ topics, width, height, spoken, onOpen }: ScatterProps) {
  const words = wordsIn(figuresText, useLanguage());
  const [active, setActive] = useState<number | null>(null);
  const xs = ticks(
    Math.min(...topics.map((topic) => topic.x)),
    Math.max(...topics.map((topic) => topic.x)),
    4,
  );
  const ys = ticks(
    Math.min(...topics.map((topic) => topic.y)),
    Math.max(...topics.map((topic) => topic.y)),
    4,
  );
  const [x0, x1] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const [y0, y1] = [ys[0] ?? 0, ys.at(-1) ?? 1];
  const circles = useMemo(
    () =>
      topics.map((topic) => ({
        id: topic.id,
        x: left + r + ((topic.x - x0) / (x1 - x0)) * (width - left - 2 * r - 8),
        y: height - bottom - r - ((topic.y - y0) / (y1 - y0)) * (height - bottom - top - 2 * r),
        r,
      })),
    [topics, width, height, x0, x1, y0, y1],
  );
  const labels = useMemo(() => {
    const wishes = [...topics]
      .sort((a, b) => Number(b.slot !== null) - Number(a.slot !== null) || b.share - a.share)
      .map((topic) => ({ id: topic.id, text: topic.name, strong: false }));
    return layLabels(circles, wishes, width, height - bottom, left);
  }, [topics, circles, width, height]);
  // Those in focus lie above the others.
  const order = topics
    .map((_, index) => index)
    .sort((a, b) => Number(topics[a]?.slot !== null) - Number(topics[b]?.slot !== null));
  const digits = (marks: number[]) => ((marks[1] ?? 1) - (marks[0] ?? 0) < 0.1 ? 2 : 1);
  return (
    <Plot
      label={words.scatterLabel}
      width={width}
      height={height}
      marks={topics.map(spoken)}
      active={active}
      onActive={setActive}
      step={(from, key) => nearestInDirection(circles, from, key)}
      onOpen={(mark) => {
        const topic = topics[mark];
        if (topic) onOpen(topic.id);
      }}
    >
      {ys.map((mark) => {
        const y = height - bottom - r - ((mark - y0) / (y1 - y0)) * (height - bottom - top - 2 * r);
        return (
          <g key={mark}>
            <line x1={left} x2={width} y1={y} y2={y} className={styles.grid} />
            <text x={left - 6} y={y + 4} textAnchor="end" className={styles.axis}>
              {decimal(mark, digits(ys))}
            </text>
          </g>
        );
      })}
      {xs.map((mark) => (
        <text
          key={mark}
          x={left + r + ((mark - x0) / (x1 - x0)) * (width - left - 2 * r - 8)}
          y={height - 6}
          textAnchor="middle"
          className={styles.axis}
        >
          {decimal(mark, digits(xs))}
        </text>
      ))}
      {order.map((index) => {
        const circle = circles[index];
        if (circle === undefined) return null;
        const paint = paintOf(topics[index]?.slot ?? null);
        return (
          <g key={circle.id} className={styles.mark} onClick={() => onOpen(circle.id)}>
            <title>{topics[index]?.name}</title>
            {index === active && <circle cx={circle.x} cy={circle.y} r={r + 3} className={styles.ring} />}
            <circle cx={circle.x} cy={circle.y} r={r} fill={paint.fill} stroke={paint.stroke} />
            <text
              x={circle.x}
              y={circle.y + 4}
              fontSize={10.5}
              fontWeight={600}
              textAnchor="middle"
              fill={paint.ink}
            >
              {circle.id}
            </text>
          </g>
        );
      })}
      {labels.map((label) => (
        <LabelText key={label.id} label={label} fontSize={labelSize - 0.5} className={styles.name} />
      ))}
    </Plot>
  );
}
