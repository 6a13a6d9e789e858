'use client';

import { useEffect, useRef } from 'react';
import { Sparkline } from '@/charts/sparkline';
import { measure, percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { slotOf, topicOrders, type TopicOrder } from '@/lib/topic_order';
import { classes } from '@/pieces/class_names';
import { TopicPill } from '@/pieces/topic_pill';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import styles from './topic_list.module.css';
import { useTopicDialogs } from './topic_dialogs';
import { useSeries } from './use_series';
import { useWorkspace } from './workspace';

/** The topics of the model: the same column, order and place in every view that reads topic by topic. */
export function TopicList() {
  const words = useWords(workspaceText);
  const language = useLanguage();
  const { topics, chosen, choose, params, change, readOnly } = useWorkspace();
  const dialogs = useTopicDialogs();
  const series = useSeries();
  const list = useRef<HTMLUListElement>(null);
  const order = topicOrders.find((one) => one === params.get('order')) ?? 'size';
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen.topic_id]);
  const withTrend = topics.some((topic) => topic.gain !== null);
  const onOrder = (next: TopicOrder) => change({ order: next === 'size' ? null : next });
  return (
    <section className={styles.column} aria-label={words.list}>
      <div className={styles.head}>
        <h2>{words.list}</h2>
        <select
          className={styles.order}
          aria-label={words.order}
          value={order}
          onChange={(event) => onOrder(event.target.value as TopicOrder)}
        >
          {topicOrders
            .filter((one) => withTrend || one !== 'trend')
            .map((one) => (
              <option key={one} value={one}>
                {words.orders[one]}
              </option>
            ))}
        </select>
      </div>
      <p className={styles.labels} aria-hidden="true">
        {series ? <span>{series.span}</span> : <span className={styles.labelNumber}>{words.coherence}</span>}
        <span className={styles.labelNumber}>{words.share}</span>
      </p>
      <ul ref={list} className={styles.list} aria-label={readOnly ? words.list : words.listLabel}>
        {topics.map((topic) => (
          <li key={topic.topic_id}>
            <button
              type="button"
              className={classes(styles.row, topic === chosen && styles.chosen)}
              aria-current={topic === chosen || undefined}
              draggable={!readOnly}
              onDragStart={(event) => event.dataTransfer.setData('text/theta-topic', String(topic.topic_id))}
              onDragOver={(event) =>
                event.dataTransfer.types.includes('text/theta-topic') && event.preventDefault()
              }
              onDrop={(event) => {
                const from = Number(event.dataTransfer.getData('text/theta-topic'));
                if (from !== topic.topic_id) dialogs.merge([topic.topic_id, from]);
              }}
              onClick={() => choose(topic.topic_id)}
              onDoubleClick={() => dialogs.rename(topic.topic_id)}
              onKeyDown={(event) => {
                if (event.key !== 'F2') return;
                event.preventDefault();
                dialogs.rename(topic.topic_id);
              }}
            >
              <TopicPill topic={topic.topic_id} slot={slotOf(topic) ?? undefined} />
              <span className={styles.name} title={topic.name}>
                {topic.name}
              </span>
              {series ? (
                <span className={styles.spark}>
                  <Sparkline values={series.of(topic.topic_id)} slot={slotOf(topic)} />
                </span>
              ) : (
                <span className={styles.number}>{topic.npmi === null ? '–' : measure(topic.npmi)}</span>
              )}
              <span className={styles.number}>{percent(topic.share, language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
