'use client';

import Link from 'next/link';
import type { Times } from '@/api/views';
import { Sparkline } from '@/charts/sparkline';
import { sliceName } from '@/charts/time_axis';
import { TopicPill } from '@/pieces/topic_pill';
import { useWords } from '@/text/pair';
import { timeText } from '@/text/time';
import styles from './time_tab.module.css';
import { useWorkspace } from './workspace';

const most = 10;

/** Who rises and who falls for sure, and what the chart says in words. */
export function TimeSide({ times }: { times: Times }) {
  const words = useWords(timeText);
  const { href, slot, nameOf, topics } = useWorkspace();
  const byId = new Map(times.topics.map((topic) => [topic.topic_id, topic]));
  const list = (title: string, ids: number[], none: string) => (
    <section>
      <h2>{title}</h2>
      <p className="caption">{ids.length === 0 ? none : words.change}</p>
      <ul>
        {ids.slice(0, most).map((id) => {
          const topic = byId.get(id);
          return (
            topic && (
              <li key={id}>
                <Link className={styles.mover} href={href({ tab: 'topic', topic: String(id) })}>
                  <TopicPill topic={id} slot={slot(id) ?? undefined} />
                  <span className={styles.moverName} title={topic.name}>
                    {topic.name}
                  </span>
                  <Sparkline values={topic.share} slot={slot(id)} width={52} />
                  <span className={styles.gain}>{words.points(topic.life.gain)}</span>
                </Link>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
  const largest = [...topics].sort((a, b) => b.share - a.share)[0];
  const life = largest && byId.get(largest.topic_id)?.life;
  const peak = life && times.slices[life.peak];
  const [rise] = times.rising;
  const [fall] = times.falling;
  return (
    <div className={styles.side}>
      {list(words.rising, times.rising, words.noneRising)}
      {list(words.falling, times.falling, words.noneFalling)}
      <section className={styles.read}>
        <h2>{words.read}</h2>
        <p>
          {largest && peak && `${words.peak(largest.name, sliceName(peak))} `}
          {rise !== undefined && `${words.firstRise(nameOf(rise))} `}
          {fall !== undefined && words.firstFall(nameOf(fall))}
        </p>
      </section>
    </div>
  );
}
