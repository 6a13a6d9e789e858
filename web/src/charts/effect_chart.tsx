'use client';

import { useState } from 'react';
import { decimal } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { ticks } from '@/lib/scale';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { Plot } from './plot';
import { fitText, textWidth } from './text_width';

export interface Effect {
  id: number;
  name: string;
  value: number; // difference of shares
  low: number;
  high: number;
}

const row = 26;
const bottom = 26;

/** Whether the interval leaves 0 out. */
export function differs(effect: Effect): boolean {
  return effect.low > 0 || effect.high < 0;
}

function points(value: number): string {
  return `${value > 0 ? '+' : ''}${decimal(100 * value, 1)}`;
}

interface EffectChartProps {
  group: string;
  effects: Effect[];
  width: number;
  onOpen: (topic: number) => void;
}

/** A dot and its 95 % interval for each topic around a line at 0; filled where it differs, open where one cannot tell. */
export function EffectChart({ group, effects, width, onOpen }: EffectChartProps) {
  const words = wordsIn(figuresText, useLanguage());
  const [active, setActive] = useState<number | null>(null);
  const order = [...effects].sort((a, b) => b.value - a.value || a.id - b.id);
  const reach = Math.max(0.001, ...effects.flatMap((one) => [Math.abs(one.low), Math.abs(one.high)]));
  const marks = ticks(-reach * 100, reach * 100, 4);
  const far = Math.max(...marks.map(Math.abs));
  const left = Math.min(width * 0.46, Math.max(...order.map((one) => textWidth(one.name, 12.5)), 40) + 8);
  const x = (value: number) => left + ((100 * value + far) / (2 * far)) * (width - left - 10);
  const height = order.length * row + bottom;
  return (
    <Plot
      label={words.effectLabel(group)}
      width={width}
      height={height}
      marks={order.map((one) =>
        words.spokenEffect(one.name, points(one.value), points(one.low), points(one.high)),
      )}
      active={active}
      onActive={setActive}
      onOpen={(mark) => {
        const one = order[mark];
        if (one) onOpen(one.id);
      }}
    >
      <line x1={x(0)} x2={x(0)} y1={0} y2={height - bottom} stroke="var(--ctl)" />
      {order.map((one, index) => {
        const y = index * row + row / 2;
        const sure = differs(one);
        const colour = sure ? 'var(--ink)' : 'var(--ctl)';
        return (
          <g key={one.id} className={styles.mark} onClick={() => onOpen(one.id)}>
            <title>
              {words.spokenEffect(one.name, points(one.value), points(one.low), points(one.high))}
            </title>
            <rect
              x={0}
              y={y - row / 2}
              width={width}
              height={row}
              rx={4}
              fill={index === active ? 'var(--hover)' : 'transparent'}
            />
            <text x={0} y={y + 4.5} fontSize={12.5} className={classes(styles.name, !sure && styles.second)}>
              {fitText(one.name, 12.5, left - 8)}
            </text>
            <line x1={x(one.low)} x2={x(one.high)} y1={y} y2={y} stroke={colour} strokeWidth={1.5} />
            <circle
              cx={x(one.value)}
              cy={y}
              r={4.5}
              fill={sure ? 'var(--ink)' : 'var(--surface)'}
              stroke={colour}
              strokeWidth={1.5}
            />
          </g>
        );
      })}
      {marks
        .filter((mark) => Math.abs(mark) <= far)
        .map((mark) => (
          <text key={mark} x={x(mark / 100)} y={height - 6} textAnchor="middle" className={styles.axis}>
            {mark > 0 ? '+' : ''}
            {decimal(mark, Number.isInteger(mark) ? 0 : 1)}
          </text>
        ))}
    </Plot>
  );
}
