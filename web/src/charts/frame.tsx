'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useKeys, type KeyAction } from '@/lib/keys';
import { IconButton } from '@/pieces/button';
import { Dialog } from '@/pieces/dialog';
import { figuresText } from '@/text/figures';
import { useWords } from '@/text/pair';
import { ChartMenu } from './chart_menu';
import styles from './charts.module.css';
import { fileName, saveCsv, savePng, saveSvg, type Cell } from './save';
import { TwinTable } from './twin_table';

interface FrameProps {
  title: string; // what is shown
  subtitle: ReactNode; // how to read it
  explain?: string; // the same at more length, for the menu
  columns: string[];
  rows: Cell[][]; // every value of the chart
  notes?: ReactNode;
  tools?: ReactNode; // beside the title
  main?: boolean; // the chart that `t` turns while nothing has the focus
  children: ReactNode;
}

const none: Record<string, KeyAction> = {};

/** What every chart stands in: title, how to read it, table twin (`t`), menu, plot, notes. */
export function Frame({ title, subtitle, explain, columns, rows, notes, tools, main, children }: FrameProps) {
  const words = useWords(figuresText);
  const figure = useRef<HTMLElement>(null);
  const [asTable, setAsTable] = useState(false);
  const [explaining, setExplaining] = useState(false);
  const keys = useMemo(() => (main ? { t: () => void setAsTable((now) => !now) } : none), [main]);
  useKeys(keys);
  const picture = () => figure.current?.querySelector<SVGSVGElement>('svg[data-chart], [data-chart] svg');
  const save = (format: 'svg' | 'png' | 'csv') => {
    const name = fileName(title);
    const svg = picture();
    if (format === 'csv') saveCsv(name, columns, rows);
    else if (svg && format === 'svg') saveSvg(name, svg);
    else if (svg) void savePng(name, svg);
  };
  const Icon = asTable ? ChartLine : Table2;
  return (
    <figure
      ref={figure}
      className={styles.frame}
      onKeyDown={(event) => {
        if (event.key !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
        setAsTable(!asTable);
        event.preventDefault();
      }}
    >
      <figcaption className={styles.head}>
        <span className={styles.titles}>
          <h2>{title}</h2>
          <span className="caption">{subtitle}</span>
        </span>
        {tools}
        <IconButton label={asTable ? words.asChart : words.asTable} onClick={() => setAsTable(!asTable)}>
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <ChartMenu
          title={title}
          drawn={() => !asTable && Boolean(picture())}
          onSave={save}
          onExplain={explain === undefined ? undefined : () => setExplaining(true)}
        />
      </figcaption>
      {asTable ? <TwinTable title={title} columns={columns} rows={rows} /> : children}
      {notes !== undefined && <div className={styles.notes}>{notes}</div>}
      <Dialog
        open={explaining}
        onClose={() => setExplaining(false)}
        title={title}
        {...(explain !== undefined && { text: explain })}
      />
    </figure>
  );
}
