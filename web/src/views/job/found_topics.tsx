'use client';

import Link from 'next/link';
import { useTopics } from '@/api/queries';
import type { Task } from '@/api/types';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { bySize, slotsOf } from '@/lib/topic_slots';
import { TopicPill } from '@/pieces/topic_pill';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import styles from './job.module.css';

const mostShown = 16;

/** What a finished job found: its largest topics, now in their colours, each leading to the model. */
export function FoundTopics({ task }: { task: Task }) {
  const words = useWords(jobsText);
  const language = useLanguage();
  const model = task.status === 'completed' ? task.model_id : null;
  const topics = useTopics(model, 10).data?.items;
  if (model === null || !topics) return null;
  const slots = slotsOf(topics);
  const shown = bySize(topics).slice(0, mostShown);
  return (
    <section aria-labelledby="found">
      <h2 id="found">{words.found}</h2>
      <p className="caption">{words.foundHow(shown.length, topics.length)}</p>
      <ul className={styles.cards}>
        {shown.map((topic) => (
          <li key={topic.topic_id} className={styles.card}>
            <div className={styles.cardHead}>
              <TopicPill topic={topic.topic_id} slot={slots.get(topic.topic_id)} />
              <span className="num">{percent(topic.share, language)}</span>
            </div>
            <Link href={routes.model(model, topic.topic_id)} className={styles.cardLink}>
              {topic.words.map((word) => word.word).join(', ')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
