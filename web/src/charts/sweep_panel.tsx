'use client';

import { useState } from 'react';
import { count, measure as twoDigits } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { linePath } from '@/lib/scale';
import type { SweepFigure } from '@/lib/sweep';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { Plot } from './plot';
import { axisText, layPanel } from './sweep';
import { textWidth } from './text_width';

interface SweepPanelProps {
  name: string;
  points: { topics: number; figure: SweepFigure }[]; // by rising number of topics
  range: [number, number]; // numbers of topics that count as equally good
  open: number | null; // the number that is filled
  active: number | null; // the one under pointer or keys, of all panels
  width: number;
  onActive: (index: number | null) => void;
  onOpen: (topics: number) => void;
}

const height = 148;

function text(value: number): string {
  return Math.abs(value) >= 100 ? count(value, 'en') : twoDigits(value);
}

/** One measure over the numbers of topics: each seed a point, their mean a circle on the line. */
export function SweepPanel(props: SweepPanelProps) {
  const { name, points, range, open, active, width, onActive, onOpen } = props;
  const words = wordsIn(figuresText, useLanguage());
  const [focused, setFocused] = useState(false);
  const said = axisText(layPanel(points, range, width, height, 40).upward.map((tick) => tick.value));
  const tickTexts = layPanel(points, range, width, height, 40).upward.map((tick) => said(tick.value));
  const left = Math.max(...tickTexts.map((one) => textWidth(one, 12))) + 8;
  const layout = layPanel(points, range, width, height, left);
  return (
    <div onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}>
      <Plot
        label={words.sweepLabel(name)}
        width={width}
        height={height}
        marks={points.map(({ topics, figure }) => words.spokenPoint(topics, text(figure.mean)))}
        active={focused ? active : null}
        onActive={onActive}
        onOpen={(mark) => {
          const point = points[mark];
          if (point) onOpen(point.topics);
        }}
      >
        <rect
          x={layout.range[0]}
          y={8}
          width={layout.range[1] - layout.range[0]}
          height={layout.bottom - 8}
          fill="var(--hover)"
        />
        {layout.upward.map((tick, index) => (
          <g key={tick.value}>
            <line x1={left} x2={layout.right} y1={tick.y} y2={tick.y} className={styles.grid} />
            <text x={left - 8} y={tick.y + 4} textAnchor="end" className={styles.axis}>
              {tickTexts[index]}
            </text>
          </g>
        ))}
        {layout.across.map((tick) => (
          <text key={tick.text} x={tick.x} y={height - 4} textAnchor="middle" className={styles.axis}>
            {tick.text}
          </text>
        ))}
        {layout.marks.map((mark) => (
          <g key={mark.topics}>
            {mark.low - mark.high > 0.5 && (
              <line
                x1={mark.x}
                x2={mark.x}
                y1={mark.low}
                y2={mark.high}
                stroke="var(--tnl)"
                strokeWidth={5}
                strokeLinecap="round"
              />
            )}
            {mark.seeds.length > 1 &&
              mark.seeds.map((y, index) => <circle key={index} cx={mark.x} cy={y} r={2} fill="var(--ctl)" />)}
          </g>
        ))}
        <path
          d={linePath(layout.marks.map(({ x, mean }) => ({ x, y: mean })))}
          fill="none"
          stroke="var(--ink)"
          strokeWidth={1.75}
          strokeLinejoin="round"
        />
        {layout.marks.map((mark, index) => {
          const chosen = mark.topics === open;
          return (
            <g
              key={mark.topics}
              className={styles.mark}
              data-topics={mark.topics}
              onPointerEnter={() => onActive(index)}
              onPointerLeave={() => onActive(null)}
              onClick={() => onOpen(mark.topics)}
            >
              <title>{words.spokenPoint(mark.topics, text(points[index]?.figure.mean ?? 0))}</title>
              <rect x={mark.x - 12} y={8} width={24} height={layout.bottom} fill="transparent" />
              <circle
                cx={mark.x}
                cy={mark.mean}
                r={index === active ? 6.5 : chosen ? 5.5 : 4}
                fill={chosen ? 'var(--ink)' : 'var(--surface)'}
                stroke="var(--ink)"
                strokeWidth={1.75}
              />
            </g>
          );
        })}
        {active !== null && layout.marks[active] !== undefined && (
          <text
            x={Math.min(layout.right - 18, Math.max(left + 18, layout.marks[active].x))}
            y={Math.max(18, layout.marks[active].high - 10)}
            textAnchor="middle"
            className={`${styles.value} ${styles.halo}`}
          >
            {text(points[active]?.figure.mean ?? 0)}
          </text>
        )}
      </Plot>
    </div>
  );
}
