'use client';

import { useId, type KeyboardEvent, type ReactNode } from 'react';
import styles from './charts.module.css';

interface PlotProps {
  label: string; // what is shown, for readers of the screen
  width: number;
  height: number;
  marks: string[]; // what each mark says when the arrow keys reach it
  active: number | null;
  onActive: (mark: number | null) => void;
  onOpen?: (mark: number) => void;
  /** Where an arrow key leads; without it the marks are one row. Null stays. */
  step?: (from: number, key: string) => number | null;
  onKey?: (event: KeyboardEvent) => boolean; // true: dealt with
  children: ReactNode;
}

function rowStep(count: number, from: number, key: string): number | null {
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(count - 1, from + 1);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(0, from - 1);
  return null;
}

/** The ground of every chart: one tab stop, arrows between marks, Enter opens, Escape leaves; the mark says its values. */
export function Plot(props: PlotProps) {
  const { label, width, height, marks, active, onActive, onOpen, step, onKey, children } = props;
  const id = useId();
  const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (onKey?.(event)) event.preventDefault();
    else if (arrows.includes(key) && marks.length > 0) {
      const next =
        active === null ? 0 : (step ?? ((from, one) => rowStep(marks.length, from, one)))(active, key);
      if (next !== null) onActive(next);
    } else if (key === 'Home' && marks.length > 0) onActive(0);
    else if (key === 'End' && marks.length > 0) onActive(marks.length - 1);
    else if (key === 'Enter' && active !== null && onOpen) onOpen(active);
    else if (key === 'Escape' && active !== null) onActive(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className={styles.plot}
        role="img"
        aria-label={label}
        aria-describedby={id}
        tabIndex={0}
        data-chart=""
        onKeyDown={onKeyDown}
      >
        {children}
      </svg>
      <span id={id} className="hidden" aria-live="polite">
        {active === null ? '' : marks[active]}
      </span>
    </>
  );
}
