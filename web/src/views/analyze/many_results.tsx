'use client';

import type { Analysis } from '@/api/types';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { csvText, saveText } from '@/lib/take_away';
import { Button } from '@/pieces/button';
import table from '@/pieces/table.module.css';
import { TopicChip } from '@/pieces/topic_pill';
import page from '@/styles/page.module.css';
import { analyzeText } from '@/text/analyze';
import { useWords } from '@/text/pair';
import styles from './analyze.module.css';

function asCsv(texts: string[], answer: Analysis): string {
  const rows = answer.results.map((result) => {
    const top = result.topics[0];
    return [
      texts[result.index] ?? '',
      top?.topic_id ?? '',
      top?.name ?? '',
      top?.weight ?? '',
      result.oov_ratio,
    ];
  });
  return csvText([['text', 'topic_id', 'topic', 'weight', 'oov_ratio'], ...rows]);
}

interface ManyResultsProps {
  texts: string[];
  answer: Analysis;
  slots: Map<number, number>;
}

/** One row for each text; the whole answer to take away. */
export function ManyResults({ texts, answer, slots }: ManyResultsProps) {
  const words = useWords(analyzeText);
  const language = useLanguage();
  return (
    <section className={page.stack}>
      <div className={page.actions}>
        <Button onClick={() => saveText('topics.csv', asCsv(texts, answer), 'text/csv')}>{words.csv}</Button>
        <Button onClick={() => saveText('topics.json', JSON.stringify(answer, null, 1), 'application/json')}>
          {words.json}
        </Button>
      </div>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.row}</th>
              <th scope="col">{words.mainTopic}</th>
              <th scope="col" className={table.right}>
                {words.weight}
              </th>
              <th scope="col" className={table.right}>
                {words.known}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.results.map((result) => {
              const top = result.topics[0];
              return (
                <tr key={result.index}>
                  <td>
                    <span className={styles.line}>{texts[result.index]}</span>
                  </td>
                  <td>
                    {top && <TopicChip topic={top.topic_id} name={top.name} slot={slots.get(top.topic_id)} />}
                  </td>
                  <td className={table.right}>{top && percent(top.weight, language, 0)}</td>
                  <td className={table.right}>{percent(result.oov_ratio, language, 0)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
