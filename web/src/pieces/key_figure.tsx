import type { ReactNode } from 'react';
import styles from './key_figure.module.css';

export function KeyFigures({ children }: { children: ReactNode }) {
  return <dl className={styles.row}>{children}</dl>;
}

/** A number with its unit in words and one line of meaning. A number never stands alone. */
export function KeyFigure({ value, unit, meaning }: { value: string; unit: string; meaning: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt className={styles.unit}>{unit}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.meaning}>{meaning}</dd>
    </div>
  );
}
