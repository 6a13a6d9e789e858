'use client';

import Link from 'next/link';
import { useView } from '@/api/view_queries';
import type { Documents, Groups } from '@/api/views';
import { languageOf } from '@/lib/evidence';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { TopicPill } from '@/pieces/topic_pill';
import { groupsText } from '@/text/groups';
import { useWords } from '@/text/pair';
import { docMeta } from './doc_meta';
import styles from './groups_tab.module.css';
import { useWorkspace } from './workspace';

const shown = 4;

/** The passages behind a cell of the heat map. */
export function CellPassages({ groups }: { groups: Groups }) {
  const words = useWords(groupsText);
  const language = useLanguage();
  const { model, params, href, nameOf, slot } = useWorkspace();
  const topic = params.get('cell');
  const value = params.get('value');
  const query = {
    main_topic: topic ?? '',
    topic: topic ?? '',
    sort: 'weight',
    column: groups.column,
    value: value ?? '',
    limit: shown,
  };
  const chosen = topic !== null && value !== null;
  const { data } = useView<Documents>(chosen ? model.model_id : null, 'documents', query);
  if (!chosen || data === undefined) return null;
  const id = Number(topic);
  return (
    <section className={styles.passages}>
      <h2 className={styles.cellTitle}>
        <TopicPill topic={id} slot={slot(id) ?? undefined} /> {words.passages(nameOf(id), value)}
      </h2>
      {data.items.length === 0 && <p className="caption">{words.noneHere}</p>}
      {data.items.map((doc) => {
        const meta = docMeta(doc);
        return (
          <Link
            key={doc.document}
            className={styles.passage}
            href={href({
              tab: 'documents',
              main: topic,
              column: groups.column,
              value,
              doc: String(doc.document),
              sort: 'weight',
            })}
          >
            <span className={styles.meta}>
              <b>{meta.title}</b> {percent(doc.topic_weight ?? doc.weight, language, 0)}
            </span>
            <span className={styles.excerpt} lang={languageOf(doc.excerpt ?? '') === 'zh' ? 'zh-Hans' : 'en'}>
              {doc.excerpt}
            </span>
          </Link>
        );
      })}
      {data.total > shown && (
        <Link href={href({ tab: 'documents', main: topic, column: groups.column, value, sort: 'weight' })}>
          {words.all} ({data.total})
        </Link>
      )}
    </section>
  );
}
