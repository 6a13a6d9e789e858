'use client';

import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Metrics } from '@/api/views';
import { Frame } from '@/charts/frame';
import { count, measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { verdict } from '@/lib/verdicts';
import { ShareBar } from '@/pieces/share_bar';
import { TopicPill } from '@/pieces/topic_pill';
import { qualityText } from '@/text/quality';
import { useWords } from '@/text/pair';
import styles from './quality_tab.module.css';
import { useWorkspace } from './workspace';

type Row = Metrics['topics'][number];
type Key = 'npmi' | 'exclusivity' | 'documents';
const keys: Key[] = ['npmi', 'exclusivity', 'documents'];

const lowExclusivity = 0.35;
const fewDocuments = 20;

function Bar({ value, most, text }: { value: number | null; most: number; text: string }) {
  return (
    <span className={styles.bar}>
      <ShareBar
        share={Math.max(0, Math.min(1, (value ?? 0) / most))}
        color="var(--ink2)"
        className={styles.track}
      />
      <span className={styles.number}>{text}</span>
    </span>
  );
}

/** Each topic with its measures and what to look at; the weakest first. */
export function QualityTable({ metrics }: { metrics: Metrics }) {
  const words = useWords(qualityText);
  const language = useLanguage();
  const { params, change, href, slot } = useWorkspace();
  const sort = keys.find((key) => key === params.get('sort')) ?? 'npmi';
  const rows = [...metrics.topics].sort((a, b) => (a[sort] ?? 0) - (b[sort] ?? 0) || a.topic_id - b.topic_id);
  const most = Math.max(0.1, ...rows.map((row) => row.npmi ?? 0));
  const documents = Math.max(1, ...rows.map((row) => row.documents));
  const look = (row: Row): string | null => {
    if (row.npmi !== null && verdict('npmi', row.npmi) === 'weak') return words.rarely;
    if (row.exclusivity < lowExclusivity) return words.shared;
    return row.documents < fewDocuments ? words.small : null;
  };
  const names: Record<Key, string> = {
    npmi: words.coherence,
    exclusivity: words.exclusivity,
    documents: words.passages,
  };
  return (
    <Frame
      main
      title={words.topics}
      subtitle={words.topicsHow}
      explain={words.topicsExplain}
      columns={[words.topic, '', words.coherence, 'C_v', 'UMass', words.exclusivity, words.passages]}
      rows={rows.map((row) => [
        row.topic_id,
        row.name,
        row.npmi,
        row.c_v,
        row.u_mass,
        row.exclusivity,
        row.documents,
      ])}
    >
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.topic}</th>
              {keys.map((key) => (
                <th key={key} scope="col" aria-sort={key === sort ? 'ascending' : undefined}>
                  <button type="button" onClick={() => change({ sort: key === 'npmi' ? null : key })}>
                    {names[key]} {key === sort && <span aria-hidden="true">↑</span>}
                  </button>
                </th>
              ))}
              <th scope="col">{words.look}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const note = look(row);
              return (
                <tr key={row.topic_id}>
                  <td>
                    <Link className={styles.topic} href={href({ tab: 'topic', topic: String(row.topic_id) })}>
                      <TopicPill topic={row.topic_id} slot={slot(row.topic_id) ?? undefined} />
                      <span>{row.name}</span>
                    </Link>
                  </td>
                  <td>
                    <Bar value={row.npmi} most={most} text={row.npmi === null ? '–' : measure(row.npmi)} />
                  </td>
                  <td>
                    <Bar value={row.exclusivity} most={1} text={measure(row.exclusivity)} />
                  </td>
                  <td>
                    <Bar value={row.documents} most={documents} text={count(row.documents, language)} />
                  </td>
                  <td className={note === null ? undefined : styles.note}>
                    {note !== null && <TriangleAlert size={16} strokeWidth={1.75} aria-hidden="true" />}
                    {note ?? words.fine}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Frame>
  );
}
