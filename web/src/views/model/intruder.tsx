'use client';

import { useMemo, useState } from 'react';
import { questions } from '@/lib/intruder';
import { Button } from '@/pieces/button';
import { qualityText } from '@/text/quality';
import { useWords } from '@/text/pair';
import styles from './quality_tab.module.css';
import { useWorkspace } from './workspace';

/** Word intrusion: whether people see what a topic is about. Answers stay on this page. */
export function Intruder() {
  const words = useWords(qualityText);
  const { topics, nameOf } = useWorkspace();
  const all = useMemo(() => questions(topics), [topics]);
  const [at, setAt] = useState(0);
  const [answer, setAnswer] = useState<string | null>(null);
  const [score, setScore] = useState({ right: 0, answered: 0 });
  const question = all[at % Math.max(1, all.length)];
  if (question === undefined) return null;
  const choose = (word: string) => {
    if (answer !== null) return;
    setAnswer(word);
    setScore({ right: score.right + Number(word === question.intruder), answered: score.answered + 1 });
  };
  const from = nameOf(question.from);
  return (
    <section>
      <h2>{words.intruder}</h2>
      <p className="caption">{words.intruderHow(score.right, score.answered)}</p>
      <div className={styles.choices}>
        {question.words.map((word) => (
          <Button key={word} aria-pressed={word === answer} onClick={() => choose(word)}>
            {word}
          </Button>
        ))}
      </div>
      <p aria-live="polite" className={styles.answer}>
        {answer !== null &&
          (answer === question.intruder
            ? words.right(question.intruder, from)
            : words.wrong(question.intruder, from))}
      </p>
      {answer !== null && (
        <Button
          onClick={() => {
            setAt(at + 1);
            setAnswer(null);
          }}
        >
          {words.nextTopic}
        </Button>
      )}
    </section>
  );
}
