'use client';

import type { OverviewTopic, TopicWord } from '@/api/types';
import { count, decimal } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { ChartFrame } from '@/pieces/chart_frame';
import { classes } from '@/pieces/class_names';
import { Slider } from '@/pieces/slider';
import { Loading } from '@/pieces/states';
import { modelText } from '@/text/model';
import { useWords } from '@/text/pair';
import styles from './model.module.css';

interface TopicWordsProps {
  topic: OverviewTopic;
  items: TopicWord[] | undefined; // by relevance
  slot: number | undefined;
  lambda: number;
  word: string | null;
  onLambda: (lambda: number) => void;
  onWord: (word: string | null) => void;
}

/** The words of a topic: grey for their uses in all documents, colour for those that are the topic's. */
export function TopicWords({ topic, items, slot, lambda, word, onLambda, onWord }: TopicWordsProps) {
  const words = useWords(modelText);
  const language = useLanguage();
  if (!items) return <Loading rows={12} />;
  // A topic as good as never uses the last words of a small vocabulary; they say nothing of it.
  const used = items.filter((item) => item.topic_count >= 0.5);
  const most = Math.max(1, ...used.map((item) => item.count));
  const colour = slot === undefined ? 'var(--ink3)' : `var(--topic${slot})`;
  return (
    <ChartFrame
      title={words.wordsTitle(topic.name)}
      subtitle={words.wordsHow}
      columns={[words.word, words.inTopic, words.inAll, words.ofWord]}
      rows={used.map((item) => [
        item.word,
        count(item.topic_count, language),
        count(item.count, language),
        decimal(item.topic_share, 2),
      ])}
      notes={words.wordsLegend}
    >
      <Slider
        label={words.lambda}
        value={lambda}
        min={0}
        max={1}
        step={0.05}
        reversed
        low={words.frequent}
        high={words.distinct}
        spoken={`λ ${decimal(lambda, 2)}`}
        onChange={onLambda}
      />
      <p className={classes('caption', styles.lambda)}>λ {decimal(lambda, 2)}</p>
      <ol className={styles.bars} aria-label={words.wordsTitle(topic.name)}>
        {used.map((item) => (
          <li key={item.word}>
            <button
              type="button"
              className={classes(styles.bar, item.word === word && styles.barChosen)}
              aria-pressed={item.word === word}
              title={words.whereIs(item.word)}
              onClick={() => onWord(item.word === word ? null : item.word)}
            >
              <span className={styles.barWord}>{item.word}</span>
              <span className={styles.barTrack}>
                <span className={styles.barAll} style={{ width: `${(100 * item.count) / most}%` }}>
                  <span
                    className={styles.barFill}
                    style={{
                      width: `${(100 * item.topic_count) / Math.max(1, item.count)}%`,
                      background: colour,
                    }}
                  />
                </span>
                <span className={styles.barNumber}>{count(item.topic_count, language)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
