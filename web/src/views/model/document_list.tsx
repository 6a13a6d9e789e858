'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Doc } from '@/api/views';
import { languageOf } from '@/lib/evidence';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { ShareBar } from '@/pieces/share_bar';
import { classes } from '@/pieces/class_names';
import { Tag } from '@/pieces/tag';
import { TopicPill } from '@/pieces/topic_pill';
import { documentsText } from '@/text/documents';
import { useWords } from '@/text/pair';
import { docMeta } from './doc_meta';
import styles from './documents_tab.module.css';
import { useWorkspace } from './workspace';

interface DocumentListProps {
  items: Doc[];
  total: number;
  chosen: number | undefined;
  onChoose: (document: number) => void;
  onEnd: () => void; // the last loaded ones are in sight
}

const rowHeight = 96;

function Row({ doc, chosen, onChoose }: { doc: Doc; chosen: boolean; onChoose: (document: number) => void }) {
  const words = useWords(documentsText);
  const language = useLanguage();
  const { slot } = useWorkspace();
  const meta = docMeta(doc);
  const colour = slot(doc.topic_id);
  return (
    <button
      type="button"
      className={classes(styles.row, chosen && styles.chosen)}
      aria-current={chosen || undefined}
      onClick={() => onChoose(doc.document)}
    >
      <span className={styles.meta}>
        <b>{meta.title}</b>
        <span className={styles.sub}>{meta.sub}</span>
        {doc.weak && <Tag>{words.weakTag}</Tag>}
      </span>
      <span className={styles.excerpt} lang={languageOf(doc.excerpt ?? '') === 'zh' ? 'zh-Hans' : 'en'}>
        {doc.excerpt}
      </span>
      <span className={styles.mainTopic}>
        <TopicPill topic={doc.topic_id} slot={colour ?? undefined} />
        <ShareBar
          share={doc.weight}
          color={colour === null ? undefined : `var(--topic${colour})`}
          className={styles.track}
        />
        <span className={styles.weight}>{percent(doc.weight, language, 0)}</span>
      </span>
    </button>
  );
}

/** A list of any length: rows exist while they are in sight, pages come from the server. */
export function DocumentList({ items, total, chosen, onChoose, onEnd }: DocumentListProps) {
  const words = useWords(documentsText);
  const scroll = useRef<HTMLDivElement>(null);
  // The virtualizer hands out functions that change with every scroll; nothing here memoizes them.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= items.length - 12 && items.length < total) onEnd();
  }, [last, items.length, total, onEnd]);
  const at = items.findIndex((doc) => doc.document === chosen);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
    // Only a new choice moves the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at]);
  return (
    <div ref={scroll} className={styles.scroll} role="region" tabIndex={-1} aria-label={words.list}>
      <ul className={styles.items} style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => {
          const doc = items[row.index];
          return (
            doc && (
              <li key={row.key} className={styles.item} style={{ transform: `translateY(${row.start}px)` }}>
                <Row doc={doc} chosen={doc.document === chosen} onChoose={onChoose} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
