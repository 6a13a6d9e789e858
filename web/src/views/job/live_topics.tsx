'use client';

import type { Task } from '@/api/types';
import type { JobView, LiveCard } from '@/lib/job_view';
import { isFinal } from '@/lib/job_view';
import { TopicPill } from '@/pieces/topic_pill';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import styles from './job.module.css';

function Card({ topic }: { topic: LiveCard }) {
  const words = useWords(jobsText);
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <TopicPill topic={topic.topic_id} />
        <span
          className={styles.gauge}
          role="img"
          aria-label={words.settled(topic.settled)}
          title={words.settled(topic.settled)}
        >
          {Array.from({ length: 10 }, (_, step) => (
            <i key={step} data-on={step < topic.settled || undefined} />
          ))}
        </span>
      </div>
      <p className={styles.words}>
        {topic.words.map((word, index) => (
          <span key={word}>
            {index > 0 && <span className="second">, </span>}
            <span className={topic.fresh.includes(word) ? styles.fresh : undefined}>{word}</span>
          </span>
        ))}
      </p>
    </li>
  );
}

/** The words of each topic while they settle. Grey: colours are given when training ends. */
export function LiveTopics({ view, task }: { view: JobView; task: Task }) {
  const words = useWords(jobsText);
  if (view.topics.length === 0 || isFinal(task.status)) return null;
  return (
    <section aria-labelledby="forming">
      <h2 id="forming">{words.forming}</h2>
      <p className="caption">{words.formingHow(view.topicsEpoch)}</p>
      <ul className={styles.cards}>
        {view.topics.map((topic) => (
          <Card key={topic.topic_id} topic={topic} />
        ))}
      </ul>
    </section>
  );
}
