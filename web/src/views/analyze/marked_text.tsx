'use client';

import type { Result } from '@/api/types';
import { markText } from '@/lib/mark_text';
import styles from './analyze.module.css';

const strong = 0.38; // p(topic | word) from which a word counts as strong evidence
const mostMarked = 4; // topics of one text

/** The text with the words that spoke for its largest topics underlined in their colours. */
export function MarkedText({
  text,
  result,
  slots,
}: {
  text: string;
  result: Result;
  slots: Map<number, number>;
}) {
  const marked = new Set(result.topics.slice(0, mostMarked).map((topic) => topic.topic_id));
  const evidence = (result.evidence ?? []).filter((one) => marked.has(one.topic_id));
  return (
    <div className={styles.reading} lang={result.language === 'zh' ? 'zh-Hans' : result.language}>
      {markText(text, evidence).map((piece, index) => {
        if (piece.evidence === null) return <span key={index}>{piece.text}</span>;
        const slot = slots.get(piece.evidence.topic_id);
        const colour = slot === undefined ? 'var(--ctl)' : `var(--topic${slot})`;
        return (
          <span
            key={index}
            className={styles.mark}
            data-strong={piece.evidence.weight >= strong || undefined}
            style={{ '--mark': colour } as React.CSSProperties}
            title={`${piece.evidence.topic_id} · ${piece.evidence.weight.toFixed(2)}`}
          >
            {piece.text}
          </span>
        );
      })}
    </div>
  );
}
