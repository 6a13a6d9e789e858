'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { chartsText } from '@/text/charts';
import { useWords } from '@/text/pair';
import { IconButton } from './button';
import styles from './chart_frame.module.css';

interface ChartFrameProps {
  title: string; // what is shown
  subtitle: string; // how to read it
  children: ReactNode;
  columns: string[];
  rows: (string | number)[][]; // every value of the chart
  notes?: ReactNode;
}

/** Every chart stands in one: what it shows, how to read it, and a table twin with every value. */
export function ChartFrame({ title, subtitle, children, columns, rows, notes }: ChartFrameProps) {
  const words = useWords(chartsText);
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartLine : Table2;
  return (
    <figure
      className={styles.frame}
      onKeyDown={(event) => {
        if (event.key === 't' && !event.ctrlKey && !event.metaKey && !event.altKey) setAsTable(!asTable);
      }}
    >
      <figcaption className={styles.head}>
        <span>
          <h2>{title}</h2>
          <span className="caption">{subtitle}</span>
        </span>
        <IconButton label={asTable ? words.asChart : words.asTable} onClick={() => setAsTable(!asTable)}>
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </figcaption>
      {asTable ? (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        children
      )}
      {notes !== undefined && <p className="caption">{notes}</p>}
    </figure>
  );
}
