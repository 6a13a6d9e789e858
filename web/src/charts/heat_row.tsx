'use client';

import { memo, type PointerEvent } from 'react';
import styles from './charts.module.css';
import type { HeatPaint } from './heat';
import { paintOf, type ChartTopic } from './paint';
import { fitText } from './text_width';

export const heatRowHeight = 27;
export const heatPill = 30;

interface HeatRowProps {
  topic: ChartTopic;
  values: number[]; // of each column
  y: number;
  left: number;
  cell: number;
  paint: (value: number) => HeatPaint;
  text: (value: number) => string; // of a cell; empty: none
  at: number; // which row it is
  onPoint: (mark: number) => void; // counted row by row
}

/** The cells of one colour in one path: a hundred topics by a hundred groups are a thousand paths, and not ten thousand cells. */
function paths(props: HeatRowProps): [string, string][] {
  const { values, y, left, cell, paint } = props;
  const byFill = new Map<string, string>();
  values.forEach((value, column) => {
    const { fill } = paint(value);
    const box = `M${(left + column * cell + 1).toFixed(1)} ${(y + 1).toFixed(1)}h${(cell - 2).toFixed(1)}v${heatRowHeight - 2}h${(2 - cell).toFixed(1)}z`;
    byFill.set(fill, (byFill.get(fill) ?? '') + box);
  });
  return [...byFill];
}

/** One topic of a heat map. Drawn anew only when its values change, not when a cell is pointed at. */
export const HeatRow = memo(function HeatRow(props: HeatRowProps) {
  const { topic, values, y, left, cell, paint, text, at, onPoint } = props;
  const pill = paintOf(topic.slot);
  const point = (event: PointerEvent<SVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / cell);
    onPoint(at * values.length + Math.max(0, Math.min(values.length - 1, column)));
  };
  return (
    <g data-topic={topic.id}>
      <rect x={0} y={y + 5} width={24} height={16} rx={8} fill={pill.fill} />
      <text x={12} y={y + 17} fontSize={10.5} fontWeight={600} textAnchor="middle" fill={pill.ink}>
        {topic.id}
      </text>
      <text x={heatPill} y={y + 17.5} fontSize={12.5} className={styles.name}>
        <title>{topic.name}</title>
        {fitText(topic.name, 12.5, left - heatPill - 8)}
      </text>
      {paths(props).map(([fill, path]) => (
        <path key={fill} d={path} fill={fill} />
      ))}
      {values.map((value, column) => {
        const number = text(value);
        return (
          number !== '' && (
            <text
              key={column}
              x={left + column * cell + cell / 2}
              y={y + 17.5}
              fontSize={12}
              textAnchor="middle"
              fill={paint(value).ink}
            >
              {number}
            </text>
          )
        );
      })}
      <rect
        x={left}
        y={y}
        width={cell * values.length}
        height={heatRowHeight}
        fill="transparent"
        className={styles.mark}
        onPointerMove={point}
        onPointerDown={point}
      />
    </g>
  );
});
