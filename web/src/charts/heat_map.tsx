'use client';

import { useCallback, useId, useMemo, useState } from 'react';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { fewInGroup, Hatch } from './hatch';
import { differencePaint, differenceStep, heatPaint, heatStep } from './heat';
import { HeatRow, heatPill, heatRowHeight } from './heat_row';
import type { ChartTopic } from './paint';
import { Plot } from './plot';
import './scales.css';
import { fitText, textWidth } from './text_width';

export interface HeatColumn {
  name: string;
  documents: number | null; // null: the columns are no groups
}

interface HeatMapProps {
  label: string;
  topics: ChartTopic[];
  columns: HeatColumn[];
  values: number[][]; // [topic][column]
  difference: boolean; // values are around 0
  text: (value: number) => string; // of a cell; empty: none
  spoken: (value: number) => string;
  width: number;
  chosen: { topic: number; column: number } | null; // indices
  onChoose: (topic: number, column: number) => void;
}

const row = heatRowHeight;
const none: number[] = [];
const noText = () => '';

/** Where rows and columns lie. Chinese heads stand upright, Latin ones at 45 degrees. */
export function heatLayout(topics: ChartTopic[], columns: HeatColumn[], width: number) {
  const widest = Math.max(60, ...topics.map((topic) => textWidth(topic.name, 12.5)));
  const left = heatPill + Math.min(widest + 10, width * (width < 600 ? 0.3 : 0.24));
  const longest = Math.max(20, ...columns.map((column) => Math.min(130, textWidth(column.name, 12))));
  const upright = columns.every((column) => /^[\u3400-\u9fff\d\s·]+$/.test(column.name));
  const head = (upright ? Math.min(120, longest + 10) : longest * 0.72 + 14) + 20;
  // The last slanted head needs room to its right.
  const right = upright ? 4 : Math.min(80, longest * 0.6);
  const cell = Math.max(16, Math.min(64, (width - left - right) / Math.max(1, columns.length)));
  return {
    left,
    head,
    cell,
    upright,
    height: head + topics.length * row + 4,
    width: left + cell * columns.length + right,
  };
}

/** Topics by groups: colour and, where there is room, number. Columns of few documents are hatched in the head. */
export function HeatMap(props: HeatMapProps) {
  const { label, topics, columns, values, difference, text, spoken, width, chosen, onChoose } = props;
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const hatch = useId();
  const [active, setActive] = useState<number | null>(null);
  const { left, head, cell, upright, height, width: whole } = heatLayout(topics, columns, width);
  const most = useMemo(
    () => Math.max(1e-9, ...values.map((line) => Math.max(0, ...line.map(Math.abs)))),
    [values],
  );
  const paint = useCallback(
    (value: number) =>
      difference ? differencePaint(differenceStep(value, most)) : heatPaint(heatStep(value, most)),
    [difference, most],
  );
  const marks = topics.flatMap((topic, i) =>
    columns.map((column, j) => words.spokenCell(topic.name, column.name, spoken(values[i]?.[j] ?? 0))),
  );
  const step = (from: number, key: string) => {
    const by =
      { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns.length, ArrowDown: columns.length }[key] ?? 0;
    const next = from + by;
    return next >= 0 && next < marks.length ? next : null;
  };
  return (
    <div className={styles.scrollX}>
      <Plot
        label={label}
        width={Math.ceil(whole)}
        height={height}
        marks={marks}
        active={active}
        onActive={setActive}
        step={step}
        onOpen={(mark) => onChoose(Math.floor(mark / columns.length), mark % columns.length)}
      >
        <Hatch id={hatch} />
        {columns.map((column, j) => {
          const x = left + j * cell + cell / 2;
          const few = column.documents !== null && column.documents < fewInGroup;
          const base = head - 24;
          return (
            <g key={j}>
              <title>{column.name}</title>
              <text
                x={upright ? x + 4 : x}
                y={base}
                fontSize={12}
                transform={upright ? `rotate(-90 ${x + 4} ${base})` : `rotate(-45 ${x} ${base})`}
                className={classes(styles.name, styles.second)}
              >
                {fitText(column.name, 12, 130)}
              </text>
              {few && (
                <rect
                  x={left + j * cell + 1}
                  y={head - 18}
                  width={cell - 2}
                  height={15}
                  fill={`url(#${hatch})`}
                />
              )}
              {column.documents !== null && cell >= 22 && (
                <text
                  x={x}
                  y={head - 6}
                  fontSize={10.5}
                  textAnchor="middle"
                  className={classes(styles.axis, styles.halo)}
                >
                  {column.documents > 9999
                    ? `${Math.round(column.documents / 1000)}k`
                    : count(column.documents, 'en')}
                </text>
              )}
            </g>
          );
        })}
        {topics.map((topic, i) => (
          <HeatRow
            key={topic.id}
            topic={topic}
            values={values[i] ?? none}
            y={head + i * row}
            left={left}
            cell={cell}
            paint={paint}
            text={cell >= 24 ? text : noText}
            at={i}
            onPoint={setActive}
          />
        ))}
        {[chosen === null ? null : chosen.topic * columns.length + chosen.column, active].map(
          (mark, index) =>
            mark !== null && (
              <rect
                key={index}
                x={left + (mark % columns.length) * cell + 1}
                y={head + Math.floor(mark / columns.length) * row + 1}
                width={cell - 2}
                height={row - 2}
                rx={2}
                fill="transparent"
                stroke="var(--ink)"
                strokeWidth={2}
                className={styles.mark}
                onPointerLeave={() => setActive(null)}
                onClick={() => onChoose(Math.floor(mark / columns.length), mark % columns.length)}
              >
                <title>{marks[mark]}</title>
              </rect>
            ),
        )}
      </Plot>
    </div>
  );
}
