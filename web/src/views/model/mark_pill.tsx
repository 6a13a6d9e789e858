import type { MarkStyle } from '@/lib/evidence';
import styles from './reading_side.module.css';

/** A topic's number as it is marked in a text: solid on its own colour, striped on a borrowed one. */
export function MarkPill({ topic, mark }: { topic: number; mark: MarkStyle | undefined }) {
  const slot = mark?.slot ?? 1;
  return (
    <span
      className={styles.markPill}
      data-borrowed={mark?.borrowed || undefined}
      style={{ '--mark': `var(--topic${slot})`, '--on': `var(--on${slot})` } as React.CSSProperties}
    >
      <span>{topic}</span>
    </span>
  );
}
