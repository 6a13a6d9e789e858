'use client';

import { useEffect, useRef } from 'react';
import type { OverviewTopic } from '@/api/types';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { Sparkline } from '@/pieces/sparkline';
import { TopicPill } from '@/pieces/topic_pill';
import { modelText } from '@/text/model';
import { useWords } from '@/text/pair';
import styles from './model.module.css';

export type Order = 'size' | 'number' | 'name';
export const orders: Order[] = ['size', 'number', 'name'];

interface TopicListProps {
  topics: OverviewTopic[]; // in the order shown
  courses: Map<number, number[]>; // shares over time, where the model knows time
  slots: Map<number, number>;
  chosen: number | undefined;
  order: Order;
  onChoose: (topic: number) => void;
  onRename: () => void;
  onOrder: (order: Order) => void;
}

function Course({ values, slot }: { values: number[] | undefined; slot: number | undefined }) {
  if (values === undefined || values.length < 3) return null;
  return <Sparkline values={values} colour={slot === undefined ? 'var(--ink3)' : `var(--topic${slot})`} />;
}

export function TopicList({
  topics,
  courses,
  slots,
  chosen,
  order,
  onChoose,
  onRename,
  onOrder,
}: TopicListProps) {
  const words = useWords(modelText);
  const language = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div className={styles.listColumn}>
      <div className={styles.listHead}>
        <h2>{words.list}</h2>
        <select
          className={styles.order}
          aria-label={words.order}
          value={order}
          onChange={(event) => onOrder(event.target.value as Order)}
        >
          {orders.map((one) => (
            <option key={one} value={one}>
              {words.orders[one]}
            </option>
          ))}
        </select>
      </div>
      <p className={classes('caption', styles.listLabel)}>{words.share}</p>
      <ul ref={list}>
        {topics.map((topic) => (
          <li key={topic.topic_id}>
            <button
              type="button"
              className={classes(styles.topic, topic.topic_id === chosen && styles.chosen)}
              aria-current={topic.topic_id === chosen || undefined}
              onClick={() => onChoose(topic.topic_id)}
              onDoubleClick={onRename}
            >
              <TopicPill topic={topic.topic_id} slot={slots.get(topic.topic_id)} />
              <span className={styles.topicName}>{topic.name}</span>
              <Course values={courses.get(topic.topic_id)} slot={slots.get(topic.topic_id)} />
              <span className={styles.topicShare}>{percent(topic.share, language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
