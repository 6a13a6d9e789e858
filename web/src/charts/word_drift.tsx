'use client';

import { useMemo, useState } from 'react';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { layDrift, type DriftPeriod } from './drift';
import { Plot } from './plot';
import { fitText, textWidth } from './text_width';

interface WordDriftProps {
  name: string;
  slot: number | null;
  periods: DriftPeriod[];
  width: number;
  followed: string | null;
  onFollow: (word: string | null) => void;
}

const row = 23;
const head = 28;

/** The first words of each period; a dot and semibold mark a word that is new, lines follow the others. */
export function WordDrift({ name, slot, periods, width, followed, onFollow }: WordDriftProps) {
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const [active, setActive] = useState<number | null>(null);
  const { cells, links } = useMemo(() => layDrift(periods), [periods]);
  const wide = width / Math.max(1, periods.length);
  const most = Math.max(1, ...periods.map((period) => period.words.length));
  const colour = slot === null ? 'var(--ink)' : `var(--topic${slot})`;
  const x = (column: number) => column * wide + 12;
  const y = (rank: number) => head + rank * row + 15;
  const label = (word: string) => fitText(word, 13, wide - 34);
  const step = (from: number, key: string) => {
    const cell = cells[from];
    if (!cell) return null;
    const [column, rank] = [
      cell.column + (key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0),
      cell.rank + (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0),
    ];
    const next = cells.findIndex((one) => one.column === column && one.rank === rank);
    return next < 0 ? null : next;
  };
  return (
    <Plot
      label={words.driftLabel(name)}
      width={width}
      height={head + most * row + 6}
      marks={cells.map((cell) =>
        words.spokenRank(periods[cell.column]?.name ?? '', cell.rank + 1, cell.word, cell.isNew),
      )}
      active={active}
      onActive={(mark) => {
        setActive(mark);
        onFollow(mark === null ? null : (cells[mark]?.word ?? null));
      }}
      step={step}
    >
      {periods.map((period, column) => (
        <text key={period.name} x={x(column)} y={14} fontSize={12.5} className={styles.name}>
          <tspan fontWeight={600}>{period.name}</tspan>
          {wide > 130 && <tspan className={styles.second}> {count(period.documents, language)}</tspan>}
        </text>
      ))}
      {links.map((link) => {
        const start = x(link.from.column) + textWidth(label(link.word), 13) + 5;
        const end = x(link.to.column) - 5;
        const [y1, y2] = [y(link.from.rank) - 4, y(link.to.rank) - 4];
        const chosen = link.word === followed;
        if (end - start < 6) return null;
        return (
          <path
            key={`${link.word}${link.to.column}`}
            d={`M${start} ${y1}C${(start + end) / 2} ${y1} ${(start + end) / 2} ${y2} ${end} ${y2}`}
            fill="none"
            stroke={chosen ? colour : 'var(--line2)'}
            strokeWidth={chosen ? 2 : 1}
          />
        );
      })}
      {cells.map((cell, index) => (
        <g
          key={index}
          className={styles.mark}
          onPointerEnter={() => onFollow(cell.word)}
          onPointerLeave={() => onFollow(null)}
          onClick={() => onFollow(cell.word)}
        >
          <rect
            x={x(cell.column) - 12}
            y={y(cell.rank) - 15}
            width={Math.max(10, wide - 8)}
            height={row - 2}
            rx={4}
            fill={index === active ? 'var(--hover)' : 'transparent'}
          />
          {cell.isNew && <circle cx={x(cell.column) - 6} cy={y(cell.rank) - 4} r={2.5} fill={colour} />}
          <text
            x={x(cell.column)}
            y={y(cell.rank)}
            fontSize={13}
            className={classes(styles.name, (cell.isNew || cell.word === followed) && styles.strong)}
          >
            {label(cell.word)}
          </text>
        </g>
      ))}
    </Plot>
  );
}
