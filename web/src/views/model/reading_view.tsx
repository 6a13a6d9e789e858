'use client';

import { ArrowLeft, ChevronDown, ChevronUp, Copy } from 'lucide-react';
import type { Reading } from '@/api/views';
import { type MarkStyle } from '@/lib/evidence';
import { IconButton } from '@/pieces/button';
import { useToast } from '@/pieces/toast';
import { documentsText } from '@/text/documents';
import { useWords } from '@/text/pair';
import { readingText } from '@/text/reading';
import { docMeta } from './doc_meta';
import styles from './documents_tab.module.css';
import { MarkedText } from './marked_text';

interface ReadingViewProps {
  doc: Reading;
  marked: Map<number, MarkStyle>;
  only: number | null;
  onStep: (by: number) => void;
  onBack: () => void;
}

/** A passage to read: its words marked by topic, the text itself in ink. */
export function ReadingView({ doc, marked, only, onStep, onBack }: ReadingViewProps) {
  const words = useWords(documentsText);
  const legend = useWords(readingText);
  const say = useToast();
  const meta = docMeta(doc);
  const copy = () =>
    void navigator.clipboard.writeText(doc.text ?? '').then(() => say({ text: words.copied }));
  return (
    <article className={styles.reading}>
      <div className={styles.readingHead}>
        <button type="button" className={styles.back} onClick={onBack}>
          <ArrowLeft size={16} strokeWidth={1.75} aria-hidden="true" />
          {words.back}
        </button>
        <span className="caption">
          {[doc.id === meta.title ? '' : doc.id, words.row(doc.row)].filter(Boolean).join(' · ')}
        </span>
        <span className={styles.steps}>
          <IconButton label={words.previous} onClick={() => onStep(-1)}>
            <ChevronUp size={16} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
          <IconButton label={words.next} onClick={() => onStep(1)}>
            <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
          {doc.text !== null && (
            <IconButton label={words.copy} onClick={copy}>
              <Copy size={16} strokeWidth={1.75} aria-hidden="true" />
            </IconButton>
          )}
        </span>
      </div>
      <h1 className={styles.readingTitle}>{[meta.title, meta.sub].filter(Boolean).join(' · ')}</h1>
      {doc.text === null ? (
        <p className="second">{words.noTextsText}</p>
      ) : (
        <MarkedText spans={doc.spans} marked={marked} only={only} />
      )}
      <p className={styles.legend}>
        <span>
          <span className={styles.solidMark}>{legend.solidMark}</span> {legend.solid}
        </span>
        <span>
          <span className={styles.dashedMark}>{legend.dashedMark}</span> {legend.dashed}
        </span>
        <span>
          <span className={styles.tintMark}>{legend.tintMark}</span> {legend.tint}
        </span>
      </p>
    </article>
  );
}
