'use client';

import { Filter, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Groups } from '@/api/views';
import { useView, type Maybe } from '@/api/view_queries';
import { useKeys } from '@/lib/keys';
import { IconButton } from '@/pieces/button';
import { Select, TextField } from '@/pieces/field';
import { SearchBox } from '@/pieces/search_box';
import { TopicPill } from '@/pieces/topic_pill';
import { documentsText } from '@/text/documents';
import { useWords } from '@/text/pair';
import { sorts, type Filters } from './document_filters';
import styles from './documents_tab.module.css';
import { useWorkspace } from './workspace';

type Change = (parts: Record<string, string | null>) => void;

function Panel({ filters, change }: { filters: Filters; change: Change }) {
  const words = useWords(documentsText);
  const { model, topics, params } = useWorkspace();
  const column = params.get('column') ?? undefined;
  const { data } = useView<Maybe<Groups>>(model.model_id, 'dimension-analysis', { column, limit: 500 });
  const groups = data?.available ? data : null;
  return (
    <div className={styles.panel}>
      <Select
        label={words.topic}
        value={filters.main ?? ''}
        onChange={(event) => change({ main: event.target.value || null })}
      >
        <option value="">{words.any}</option>
        {topics.map((topic) => (
          <option key={topic.topic_id} value={topic.topic_id}>
            {topic.topic_id} {topic.name}
          </option>
        ))}
      </Select>
      {groups && (
        <div className={styles.pair}>
          <Select
            label={words.group}
            value={column ?? groups.column}
            onChange={(event) => change({ column: event.target.value, value: null })}
          >
            {groups.columns.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </Select>
          <Select
            label={words.value}
            value={filters.value ?? ''}
            onChange={(event) =>
              change({ column: groups.column, value: event.target.value === '' ? null : event.target.value })
            }
          >
            <option value="">{words.any}</option>
            {groups.values.map((one) => (
              <option key={one.value} value={one.value}>
                {one.value} ({one.documents})
              </option>
            ))}
          </Select>
        </div>
      )}
      <div className={styles.pair}>
        <TextField
          type="date"
          label={words.from}
          value={filters.from ?? ''}
          onChange={(event) => change({ from: event.target.value || null })}
        />
        <TextField
          type="date"
          label={words.until}
          value={filters.until ?? ''}
          onChange={(event) => change({ until: event.target.value || null })}
        />
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={filters.weak}
          onChange={(event) => change({ weak: event.target.checked ? '1' : null })}
        />
        {words.weak}
      </label>
    </div>
  );
}

/** Search, filters as chips, and the order of the list. */
export function DocumentSearch({
  filters,
  total,
  change,
}: {
  filters: Filters;
  total: number | null;
  change: Change;
}) {
  const words = useWords(documentsText);
  const { slot, nameOf } = useWorkspace();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(filters.search);
  const [seen, setSeen] = useState(filters.search);
  if (seen !== filters.search) {
    setSeen(filters.search);
    setText(filters.search);
  }
  const input = useRef<HTMLInputElement>(null);
  useKeys(
    useMemo(
      () => ({
        '/': () => {
          input.current?.focus();
          return true;
        },
      }),
      [],
    ),
  );
  useEffect(() => {
    if (text === filters.search) return undefined;
    const timer = setTimeout(() => change({ search: text || null, doc: null }), 300);
    return () => clearTimeout(timer);
  }, [text, filters.search, change]);
  const chips: [string, string, Record<string, null>][] = [];
  if (filters.main !== null) chips.push(['main', nameOf(filters.main), { main: null, sort: null }]);
  if (filters.value !== null) chips.push(['value', filters.value, { column: null, value: null }]);
  if (filters.from !== null || filters.until !== null)
    chips.push(['time', `${filters.from ?? ''}–${filters.until ?? ''}`, { from: null, until: null }]);
  if (filters.weak) chips.push(['weak', words.weakTag, { weak: null }]);
  return (
    <div className={styles.searchHead}>
      <div className={styles.searchRow}>
        <SearchBox
          ref={input}
          className={styles.search}
          aria-label={words.search}
          placeholder={words.searchHint}
          value={text}
          maxLength={66}
          onChange={(event) => setText(event.target.value)}
        />
        <IconButton label={words.filters} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Filter size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </div>
      {open && <Panel filters={filters} change={change} />}
      {chips.length > 0 && (
        <ul className={styles.chips}>
          {chips.map(([key, name, without]) => (
            <li key={key} className={styles.chip}>
              {key === 'main' && (
                <TopicPill topic={filters.main ?? 0} slot={slot(filters.main ?? -1) ?? undefined} />
              )}
              <span>{name}</span>
              <button type="button" aria-label={words.remove(name)} onClick={() => change(without)}>
                <X size={14} strokeWidth={1.75} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.countRow}>
        <span aria-live="polite">{total === null ? '' : words.found(total)}</span>
        <select
          aria-label={words.sort}
          value={filters.sort}
          onChange={(event) =>
            change({ sort: event.target.value === 'document' ? null : event.target.value })
          }
        >
          {sorts
            .filter((one) => one !== 'weight' || filters.main !== null)
            .map((one) => (
              <option key={one} value={one}>
                {words.sorts[one]}
              </option>
            ))}
        </select>
      </div>
    </div>
  );
}
