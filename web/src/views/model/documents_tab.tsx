'use client';

import { FileText, SearchX } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Reading } from '@/api/views';
import { useView } from '@/api/view_queries';
import { markStyles, mostMarked } from '@/lib/evidence';
import { useKeys } from '@/lib/keys';
import { Button } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import { documentsText } from '@/text/documents';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import { hasFilters, noFilters, readFilters } from './document_filters';
import { DocumentList } from './document_list';
import { DocumentSearch } from './document_search';
import styles from './documents_tab.module.css';
import { ReadingSide } from './reading_side';
import { ReadingView } from './reading_view';
import { useDocumentPages } from './use_document_pages';
import { useWorkspace } from './workspace';

/** Find a passage, read it, see what it is about. */
export function DocumentsTab() {
  const words = useWords(documentsText);
  const shared = useWords(workspaceText);
  const { model, params, change, slot } = useWorkspace();
  const filters = useMemo(() => readFilters(params), [params]);
  const { query, items, total, hasTexts } = useDocumentPages(model.model_id, filters);
  const { fetchNextPage, isFetchingNextPage, error, data, refetch } = query;
  const [pointed, setPointed] = useState<number | null>(null);
  const asked = params.get('doc');
  const number = asked !== null && /^\d+$/.test(asked) ? Number(asked) : items[0]?.document;
  const reading = useView<Reading>(number === undefined ? null : model.model_id, `documents/${number ?? 0}`, {
    alike: 5,
  });
  const doc = reading.data;
  const marked = useMemo(
    () =>
      markStyles(
        (doc?.topics ?? []).slice(0, mostMarked).map((topic) => topic.topic_id),
        slot,
      ),
    [doc, slot],
  );
  const onEnd = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const open = useCallback((document: number) => change({ doc: String(document) }), [change]);
  const step = useCallback(
    (by: number) => {
      const next = items[items.findIndex((item) => item.document === number) + by];
      if (next === undefined) return false;
      open(next.document);
      return true;
    },
    [items, number, open],
  );
  useKeys(useMemo(() => ({ n: () => step(1), p: () => step(-1) }), [step]));
  return (
    <div className={styles.columns} data-reading={asked !== null || undefined}>
      <div className={styles.listColumn}>
        <h2 className="hidden">{words.list}</h2>
        <DocumentSearch filters={filters} total={data ? total : null} change={change} />
        {error && !data && <Failure error={error} title={shared.viewFailed} retry={() => void refetch()} />}
        {!error && !data && <Loading rows={8} />}
        {data && total === 0 && (
          <Empty
            icon={<SearchX size={18} strokeWidth={1.75} aria-hidden="true" />}
            title={words.none}
            action={hasFilters(filters) && <Button onClick={() => change(noFilters)}>{words.clear}</Button>}
          >
            {words.noneText}
          </Empty>
        )}
        {items.length > 0 && (
          <DocumentList items={items} total={total} chosen={number} onChoose={open} onEnd={onEnd} />
        )}
      </div>
      <div className={styles.readingColumn}>
        {reading.error && !doc && (
          <Failure error={reading.error} title={shared.viewFailed} retry={() => void reading.refetch()} />
        )}
        {!hasTexts && (
          <Empty icon={<FileText size={18} strokeWidth={1.75} aria-hidden="true" />} title={words.noTexts}>
            {words.noTextsText}
          </Empty>
        )}
        {doc && (
          <ReadingView
            doc={doc}
            marked={marked}
            only={pointed}
            onStep={step}
            onBack={() => change({ doc: null })}
          />
        )}
        {!doc && !reading.error && number !== undefined && <Loading rows={8} />}
      </div>
      <div className={styles.sideColumn}>
        {doc && <ReadingSide doc={doc} marked={marked} onPoint={setPointed} onOpen={open} />}
      </div>
    </div>
  );
}
