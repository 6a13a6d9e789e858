'use client';

import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Reading } from '@/api/views';
import { evidenceWords, languageOf, positions, type MarkStyle } from '@/lib/evidence';
import { measure, percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { documentsText } from '@/text/documents';
import { useWords } from '@/text/pair';
import { ShareBar } from '@/pieces/share_bar';
import { docMeta } from './doc_meta';
import styles from './reading_side.module.css';
import { MarkPill } from './mark_pill';
import { useWorkspace } from './workspace';

interface ReadingSideProps {
  doc: Reading;
  marked: Map<number, MarkStyle>;
  onPoint: (topic: number | null) => void;
  onOpen: (document: number) => void;
}

/** Beside a passage: its mixture with the words that speak for it, where they stand, how well it fits, what is alike. */
export function ReadingSide({ doc, marked, onPoint, onOpen }: ReadingSideProps) {
  const words = useWords(documentsText);
  const language = useLanguage();
  const { choose, chosen } = useWorkspace();
  const shown = doc.topics.filter((topic) => marked.has(topic.topic_id));
  const rest = doc.topics.filter((topic) => !marked.has(topic.topic_id));
  const known = doc.spans.filter((span) => span.word !== undefined).length;
  const restWeight = rest.reduce((sum, topic) => sum + topic.weight, 0);
  const separator = languageOf(doc.text ?? '') === 'zh' ? '、' : ', ';
  return (
    <aside className={styles.side}>
      <section>
        <h2>{words.about}</h2>
        <p className="caption">{words.aboutHow}</p>
        {shown.map((topic) => {
          const mark = marked.get(topic.topic_id);
          return (
            <button
              key={topic.topic_id}
              type="button"
              className={styles.part}
              aria-pressed={topic.topic_id === chosen.topic_id}
              onClick={() => choose(topic.topic_id)}
              onPointerEnter={() => onPoint(topic.topic_id)}
              onPointerLeave={() => onPoint(null)}
              onFocus={() => onPoint(topic.topic_id)}
              onBlur={() => onPoint(null)}
            >
              <span className={styles.partHead}>
                <MarkPill topic={topic.topic_id} mark={mark} />
                <span className={styles.partName}>{topic.name}</span>
                <b>{percent(topic.weight, language, 0)}</b>
              </span>
              <ShareBar
                share={topic.weight}
                color={`var(--topic${mark?.slot ?? 1})`}
                className={styles.track}
              />
              <span className={styles.evidence}>
                {evidenceWords(doc.spans, topic.topic_id, 6).join(separator)}
              </span>
            </button>
          );
        })}
        {rest.length > 0 && (
          <p className={styles.rest}>
            <span>{words.others(rest.length)}</span>
            <b>{percent(restWeight, language, 0)}</b>
          </p>
        )}
        {doc.hidden_weight > 0.005 && (
          <p className={styles.rest}>
            <span>{words.hidden}</span>
            <b>{percent(doc.hidden_weight, language, 0)}</b>
          </p>
        )}
      </section>
      {doc.spans.length > 0 && (
        <section>
          <h2>{words.along}</h2>
          <p className="caption">{words.alongHow}</p>
          <svg className={styles.strip} viewBox="0 0 256 18" preserveAspectRatio="none" aria-hidden="true">
            {positions(doc.spans, marked).map((place, index) => (
              <rect
                key={index}
                x={place.at * 256}
                width={Math.max(1.5, place.width * 256 - 0.5)}
                height={18}
                fill={`var(--topic${marked.get(place.topic)?.slot ?? 1})`}
              />
            ))}
          </svg>
        </section>
      )}
      <section>
        <h2>{words.fit}</h2>
        <p className={styles.fit} data-weak={doc.weak || undefined}>
          {doc.weak ? (
            <TriangleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <CircleCheck size={16} strokeWidth={1.75} aria-hidden="true" />
          )}
          {doc.weak ? words.fitWeak(known) : words.fitGood(known)}
        </p>
      </section>
      {doc.alike.length > 0 && (
        <section>
          <h2>{words.alike}</h2>
          <p className="caption">{words.alikeHow}</p>
          {doc.alike.map((other) => {
            const meta = docMeta(other);
            return (
              <button
                key={other.document}
                type="button"
                className={styles.alike}
                onClick={() => onOpen(other.document)}
              >
                <b>{meta.title}</b>
                <span>{meta.sub}</span>
                <span className={styles.weight}>{measure(other.similarity)}</span>
              </button>
            );
          })}
        </section>
      )}
    </aside>
  );
}
