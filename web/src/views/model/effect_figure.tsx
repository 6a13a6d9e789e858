'use client';

import { Info } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { Groups } from '@/api/views';
import charts from '@/charts/charts.module.css';
import { EffectChart, type Effect } from '@/charts/effect_chart';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { groupsText } from '@/text/groups';
import { figuresText } from '@/text/figures';
import { useWords } from '@/text/pair';
import styles from './groups_tab.module.css';
import { useWorkspace } from './workspace';

/** One group against all others, topic by topic. */
export function EffectFigure({ groups }: { groups: Groups }) {
  const words = useWords(groupsText);
  const texts = useWords(figuresText);
  const language = useLanguage();
  const router = useRouter();
  const { params, change, href } = useWorkspace();
  const asked = groups.values.findIndex((one) => one.value === params.get('value'));
  const at = Math.max(0, asked);
  const group = groups.values[at];
  if (group === undefined || groups.total_values < 2) return null;
  const effects = groups.topics.flatMap<Effect>((topic) => {
    const [value, low, high] = [topic.effect[at], topic.effect_low[at], topic.effect_high[at]];
    if (typeof value !== 'number' || typeof low !== 'number' || typeof high !== 'number') return [];
    return [{ id: topic.topic_id, name: topic.name, value, low, high }];
  });
  return (
    <Frame
      title={words.effectTitle(group.value)}
      subtitle={words.effectHow(group.documents)}
      explain={words.effectExplain}
      columns={[texts.topic, texts.name, words.difference, words.low, words.high]}
      rows={effects.map((one) => [one.id, one.name, one.value, one.low, one.high])}
      notes={
        <>
          <span className={styles.ends}>
            <span>{words.less(group.value)}</span>
            <span>{words.more2(group.value)}</span>
          </span>
          <span className={charts.legend}>
            <span>
              <svg width="10" height="10" aria-hidden="true">
                <circle cx="5" cy="5" r="4.5" fill="var(--ink)" />
              </svg>
              {words.differs}
            </span>
            <span>
              <svg width="10" height="10" aria-hidden="true">
                <circle cx="5" cy="5" r="4" fill="var(--surface)" stroke="var(--ctl)" />
              </svg>
              {words.cannotTell}
            </span>
          </span>
          <span className={styles.warning}>
            <Info size={16} strokeWidth={1.75} aria-hidden="true" />
            {words.confounded}
          </span>
        </>
      }
    >
      <select
        className={styles.group}
        aria-label={words.group}
        value={group.value}
        onChange={(event) => change({ value: event.target.value, column: groups.column, cell: null })}
      >
        {groups.values.map((one) => (
          <option key={one.value} value={one.value}>
            {one.value} ({count(one.documents, language)})
          </option>
        ))}
      </select>
      <Measured least={300}>
        {(width) => (
          <EffectChart
            group={group.value}
            effects={effects}
            width={width}
            onOpen={(topic) =>
              router.push(
                href({
                  tab: 'documents',
                  main: String(topic),
                  column: groups.column,
                  value: group.value,
                  sort: 'weight',
                }),
              )
            }
          />
        )}
      </Measured>
    </Frame>
  );
}
