'use client';

import type { Topic } from '@/api/types';
import { decimal } from '@/lib/format';
import { ChartFrame } from '@/pieces/chart_frame';
import { modelText } from '@/text/model';
import { useWords } from '@/text/pair';
import styles from './model.module.css';

const leastOfMost = 0.001;

/** The words of a topic with their probabilities, as bars in its colour. */
export function TopicWords({ topic, slot }: { topic: Topic; slot: number | undefined }) {
  const words = useWords(modelText);
  const most = topic.words[0]?.probability ?? 1;
  // Words that a topic as good as never uses fill its list where the vocabulary is small; they say nothing.
  const used = topic.words.filter((word) => word.probability >= most * leastOfMost);
  const colour = slot === undefined ? 'var(--tn)' : `var(--topic${slot})`;
  return (
    <ChartFrame
      title={words.wordsTitle(topic.name)}
      subtitle={words.wordsHow}
      columns={[words.word, words.probability]}
      rows={used.map((word) => [word.word, decimal(word.probability, 4)])}
    >
      <ol className={styles.bars} tabIndex={0} aria-label={words.wordsTitle(topic.name)}>
        {used.map((word) => (
          <li key={word.word} className={styles.bar}>
            <span className={styles.barWord} title={word.word}>
              {word.word}
            </span>
            <span className={styles.barTrack}>
              <span
                className={styles.barFill}
                data-grey={slot === undefined || undefined}
                style={{ width: `${(100 * word.probability) / most}%`, background: colour }}
              />
              <span className={styles.barNumber}>{decimal(word.probability, 3)}</span>
            </span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
