'use client';

import type { Result } from '@/api/types';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { ShareBar } from '@/pieces/share_bar';
import { TopicPill } from '@/pieces/topic_pill';
import { analyzeText } from '@/text/analyze';
import { useWords } from '@/text/pair';
import styles from './analyze.module.css';

const wordsShown = 6;

/** The largest topics of a text with their shares and the words that spoke for them. */
export function TopicShares({ result, slots }: { result: Result; slots: Map<number, number> }) {
  const words = useWords(analyzeText);
  const language = useLanguage();
  const shown = result.topics.reduce((sum, topic) => sum + topic.weight, 0);
  const others = result.weights.length - result.topics.length;
  return (
    <section>
      <h2>{words.topics}</h2>
      <p className="caption">{words.topicsHow}</p>
      <ul>
        {result.topics.map((topic) => {
          const slot = slots.get(topic.topic_id);
          const background = slot === undefined ? 'var(--tn)' : `var(--topic${slot})`;
          const evidence = (result.evidence ?? [])
            .filter((one) => one.topic_id === topic.topic_id)
            .slice(0, wordsShown);
          return (
            <li key={topic.topic_id} className={styles.topic}>
              <div className={styles.topicHead}>
                <TopicPill topic={topic.topic_id} slot={slot} />
                <b>{topic.name}</b>
                <b className="num">{percent(topic.weight, language, 0)}</b>
              </div>
              <ShareBar share={topic.weight} color={background} className={styles.track} />
              <ul className={styles.evidence}>
                {evidence.map((one) => (
                  <li key={one.word}>
                    {one.word}
                    <span className={styles.small}>
                      <span style={{ width: `${100 * one.weight}%`, background }} />
                    </span>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
        {others > 0 && (
          <li className={styles.others}>
            <span>{words.others(others)}</span>
            <span className="num">{percent(Math.max(0, 1 - shown), language, 0)}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
