'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { TopicWords } from '@/api/views';
import { useView } from '@/api/view_queries';
import charts from '@/charts/charts.module.css';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { TermBars } from '@/charts/term_bars';
import { slotOf } from '@/lib/topic_order';
import { Failure, Loading } from '@/pieces/states';
import { TopicPill } from '@/pieces/topic_pill';
import { figuresText } from '@/text/figures';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import { LambdaSlider } from './lambda_slider';
import styles from './terms_panel.module.css';
import { useWorkspace } from './workspace';

interface TermsPanelProps {
  word: string | null; // pointed at
  onWord: (word: string | null) => void;
  rows: number;
  headed?: boolean; // with the topic's name and rank above
}

/** The words of the chosen topic by relevance, with the slider that says what relevance is. */
export function TermsPanel({ word, onWord, rows, headed = true }: TermsPanelProps) {
  const words = useWords(workspaceText);
  const texts = useWords(figuresText);
  const router = useRouter();
  const { model, topics, chosen, lambda, href } = useWorkspace();
  const { data, error, refetch } = useView<TopicWords>(model.model_id, `topics/${chosen.topic_id}/words`, {
    lambda,
    limit: rows,
  });
  const terms = useMemo(
    () =>
      data?.items.map((one) => ({
        word: one.word,
        count: one.count,
        inTopic: Math.round(one.topic_count),
      })) ?? [],
    [data],
  );
  const rank = [...topics].sort((a, b) => b.share - a.share).indexOf(chosen) + 1;
  const slot = slotOf(chosen);
  return (
    <>
      {headed && (
        <div className={styles.head}>
          <TopicPill topic={chosen.topic_id} slot={slot ?? undefined} />
          <h2 className={styles.name}>{chosen.name}</h2>
          <Link className={styles.open} href={href({ tab: 'topic', topic: String(chosen.topic_id) })}>
            {words.open}
            <ArrowRight size={16} strokeWidth={1.75} aria-hidden="true" />
          </Link>
          <p className={styles.rank}>{words.rank(rank, topics.length, chosen.documents)}</p>
        </div>
      )}
      <Frame
        title={words.termsTitle}
        subtitle={words.termsHow}
        explain={words.termsExplain}
        columns={[texts.word, words.usesInTopic, words.uses, words.relevance]}
        rows={data?.items.map((one) => [one.word, one.topic_count, one.count, one.relevance]) ?? []}
        notes={
          <span className={charts.legend}>
            <span>
              <span
                className={charts.dot}
                style={{ background: slot === null ? 'var(--tn)' : `var(--topic${slot})` }}
              />
              {texts.inTopic}
            </span>
            <span>
              <span className={charts.dot} style={{ background: 'var(--tnl)' }} />
              {texts.inAll}
            </span>
            <span className={styles.keys} aria-hidden="true">
              <kbd>[</kbd>
              <kbd>]</kbd> λ
            </span>
          </span>
        }
      >
        <LambdaSlider />
        {error && !data && <Failure error={error} title={words.viewFailed} retry={() => void refetch()} />}
        {!error && !data && <Loading rows={10} />}
        {data && (
          <div className={styles.bars}>
            <Measured least={rows * 20}>
              {(width) => (
                <TermBars
                  name={chosen.name}
                  slot={slot}
                  terms={terms}
                  width={width}
                  active={word}
                  onActive={onWord}
                  onOpen={(one) => router.push(href({ tab: 'words', word: one }))}
                />
              )}
            </Measured>
          </div>
        )}
      </Frame>
    </>
  );
}
