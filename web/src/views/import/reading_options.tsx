'use client';

import { useState } from 'react';
import type { Finding } from '@/api/survey';
import type { Columns } from '@/lib/column_choice';
import { Select } from '@/pieces/field';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import { Findings } from './findings';
import styles from './import.module.css';

// Names that the program reads; anything else is for the command line.
const encodings = ['UTF-8', 'GB18030', 'Big5', 'UTF-16LE', 'UTF-16BE', 'windows-1252', 'Shift_JIS', 'EUC-KR'];

function without(columns: Columns, field: string, value: string): Columns {
  const next: Columns = { ...columns, [field]: value };
  if (value === '') Reflect.deleteProperty(next, field);
  return next;
}

interface ReadingOptionsProps {
  findings: Finding[];
  columns: Columns;
  onChange: (columns: Columns) => void;
}

/** How the file was understood, each with its reason, and the way to say otherwise. */
export function ReadingOptions({ findings, columns, onChange }: ReadingOptionsProps) {
  const words = useWords(importText);
  const [open, setOpen] = useState(false);
  const given = (field: string) => (typeof columns[field] === 'string' ? columns[field] : '');
  return (
    <section aria-label={words.reading}>
      <div className={styles.below}>
        <span>
          <Findings findings={findings} />
        </span>
        <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.change}
        </button>
      </div>
      {open && (
        <div className={styles.below}>
          <Select
            label={words.encoding}
            value={given('encoding')}
            onChange={(event) => onChange(without(columns, 'encoding', event.target.value))}
          >
            <option value="">{words.encodingGuess}</option>
            {encodings.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
          <Select
            label={words.delimiter}
            value={given('delimiter')}
            onChange={(event) => onChange(without(columns, 'delimiter', event.target.value))}
          >
            {Object.entries(words.delimiters).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      )}
    </section>
  );
}
