'use client';

import { Frame } from '@/charts/frame';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import styles from './dataset.module.css';

interface CountBarsProps {
  title: string;
  subtitle: string;
  columns: [string, string];
  rows: { name: string; count: number }[];
  shown: number; // bars; the table twin has all rows
}

/** Counts by name, the largest first, as grey bars. */
export function CountBars({ title, subtitle, columns, rows, shown }: CountBarsProps) {
  const language = useLanguage();
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <Frame
      title={title}
      subtitle={subtitle}
      columns={columns}
      rows={rows.map((row) => [row.name, row.count])}
    >
      <ol className={styles.bars} tabIndex={0} aria-label={title}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.name} className={styles.bar}>
            <span className={styles.name} title={row.name}>
              {row.name}
            </span>
            <span className={styles.track}>
              <span className={styles.fill} style={{ width: `${(100 * row.count) / most}%` }} />
              <span className={styles.number}>{count(row.count, language)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Frame>
  );
}
