'use client';

import { Slider as Radix } from 'radix-ui';
import styles from './slider.module.css';

interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  low: string; // what the left end means
  high: string;
  spoken: string; // the value in words
  reversed?: boolean; // the largest value on the left
  onChange: (value: number) => void;
}

export function Slider({ label, value, min, max, step, low, high, spoken, reversed, onChange }: SliderProps) {
  return (
    <div className={styles.row}>
      <span>{low}</span>
      <Radix.Root
        className={styles.root}
        value={[value]}
        min={min}
        max={max}
        step={step}
        inverted={reversed ?? false}
        onValueChange={([next]) => next !== undefined && onChange(next)}
      >
        <Radix.Track className={styles.track}>
          <Radix.Range className={styles.range} />
        </Radix.Track>
        <Radix.Thumb className={styles.thumb} aria-label={label} aria-valuetext={spoken} />
      </Radix.Root>
      <span>{high}</span>
    </div>
  );
}
