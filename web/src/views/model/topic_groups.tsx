'use client';

import Link from 'next/link';
import { useView, type Maybe } from '@/api/view_queries';
import type { Groups } from '@/api/views';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { slotOf } from '@/lib/topic_order';
import { useWords } from '@/text/pair';
import { topicText } from '@/text/topic';
import { ShareBar } from '@/pieces/share_bar';
import styles from './topic_tab.module.css';
import { useWorkspace } from './workspace';

const most = 9;
const fewDocuments = 30;

/** The groups in which the topic is largest; nothing where the model knows of none. */
export function TopicGroups() {
  const words = useWords(topicText);
  const language = useLanguage();
  const { model, chosen, params, href } = useWorkspace();
  const column = params.get('column') ?? undefined;
  const { data } = useView<Maybe<Groups>>(model.model_id, 'dimension-analysis', { column, limit: 100 });
  if (data === undefined || !data.available) return null;
  const topic = data.topics.find((one) => one.topic_id === chosen.topic_id);
  if (topic === undefined) return null;
  const rows = data.values
    .map((group, index) => ({ ...group, share: topic.share[index] ?? 0 }))
    .filter((group) => group.documents >= fewDocuments || data.values.length <= most)
    .sort((a, b) => b.share - a.share)
    .slice(0, most);
  const largest = Math.max(0.0001, ...rows.map((row) => row.share));
  const slot = slotOf(chosen);
  return (
    <section className={styles.section}>
      <h2>{words.groups}</h2>
      <p className="caption">{words.groupsHow(data.column)}</p>
      {rows.map((row) => (
        <Link
          key={row.value}
          className={styles.group}
          href={href({
            tab: 'documents',
            main: String(chosen.topic_id),
            column: data.column,
            value: row.value,
          })}
        >
          <span title={row.value}>{row.value}</span>
          <ShareBar
            share={row.share / largest}
            color={slot === null ? undefined : `var(--topic${slot})`}
            className={styles.track}
          />
          <span className={styles.number}>{percent(row.share, language, 0)}</span>
        </Link>
      ))}
    </section>
  );
}
