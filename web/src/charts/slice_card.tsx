'use client';

import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import type { TopicSeries } from './stream_chart';

interface SliceCardProps {
  name: string;
  documents: number;
  topics: TopicSeries[];
  slice: number;
  pointed: number | null; // a topic that shows, whatever its rank
  x: number;
  width: number;
  top: number;
}

/** The three largest topics of a slice of time, and the one that is pointed at. */
export function SliceCard({ name, documents, topics, slice, pointed, x, width, top }: SliceCardProps) {
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const order = [...topics].sort((a, b) => (b.values[slice] ?? 0) - (a.values[slice] ?? 0));
  const shown = order.slice(0, 3);
  const extra = topics.find((topic) => topic.id === pointed);
  if (extra && !shown.includes(extra)) shown.push(extra);
  const side = x > width / 2 ? { right: width - x + 12 } : { left: x + 12 };
  return (
    <div className={styles.card} style={{ ...side, top }} aria-hidden="true">
      <b>{name}</b> {words.passageCount(documents)}
      <dl>
        {shown.map((topic) => (
          <div key={topic.id} className={styles.cardRow}>
            <dt>
              <span
                className={styles.dot}
                style={{ background: topic.slot === null ? 'var(--tn)' : `var(--topic${topic.slot})` }}
              />
              {topic.name}
            </dt>
            <dd>{percent(topic.values[slice] ?? 0, language, 0)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
