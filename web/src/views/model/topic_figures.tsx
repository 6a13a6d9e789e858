'use client';

import { Fragment } from 'react';
import { count, decimal, measure, percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { verdict } from '@/lib/verdicts';
import { useWords } from '@/text/pair';
import { topicText } from '@/text/topic';
import styles from './topic_tab.module.css';
import { useWorkspace } from './workspace';

/** The figures of one topic, each with a word on what it means. */
export function TopicFigures() {
  const words = useWords(topicText);
  const language = useLanguage();
  const { topics, chosen, figures } = useWorkspace();
  const rank = [...topics].sort((a, b) => b.share - a.share).indexOf(chosen) + 1;
  const rows: [string, string, string][] = [
    [words.share, percent(chosen.share, language), words.rank(rank, topics.length)],
    [
      words.mainly,
      count(chosen.documents, language),
      words.mainlySays(percent(chosen.documents / Math.max(1, figures.documents), language)),
    ],
  ];
  if (chosen.npmi !== null)
    rows.push([words.coherence, measure(chosen.npmi), words.coherenceSays[verdict('npmi', chosen.npmi)]]);
  rows.push([words.exclusivity, measure(chosen.exclusivity), words.exclusivitySays]);
  if (chosen.trend !== null && chosen.gain !== null) {
    const points = decimal(100 * chosen.gain, 1);
    rows.push([
      words.trend,
      words.trends[chosen.trend] ?? chosen.trend,
      `${chosen.gain > 0 ? '+' : ''}${points} ${words.points}`,
    ]);
  }
  return (
    <section>
      <h2>{words.figures}</h2>
      <dl className={styles.facts}>
        {rows.map(([name, value, meaning]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
