'use client';

import Link from 'next/link';
import { useView } from '@/api/view_queries';
import type { WholeTopic } from '@/api/views';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { TopicPill } from '@/pieces/topic_pill';
import { useWords } from '@/text/pair';
import { topicText } from '@/text/topic';
import styles from './topic_tab.module.css';
import { useWorkspace } from './workspace';

/** The nearest topics by their words. */
export function SimilarTopics() {
  const words = useWords(topicText);
  const language = useLanguage();
  const { model, chosen, href, slot } = useWorkspace();
  const { data } = useView<WholeTopic>(model.model_id, `topics/${chosen.topic_id}`, { top_k: 1 });
  if (data === undefined || data.similar.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{words.similar}</h2>
      <p className="caption">{words.similarHow}</p>
      <ul className={styles.list}>
        {data.similar.map((one) => (
          <li key={one.topic_id}>
            <Link className={styles.row} href={href({ tab: 'topic', topic: String(one.topic_id) })}>
              <TopicPill topic={one.topic_id} slot={slot(one.topic_id) ?? undefined} />
              <span>{one.name}</span>
              <span className={styles.number}>{percent(one.similarity, language, 0)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
