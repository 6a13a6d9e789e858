'use client';

import { useMutation } from '@tanstack/react-query';
import { Eraser, Pencil, TextSearch } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useModels, useTopics } from '@/api/queries';
import type { Analysis, Question } from '@/api/types';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { slotsOf } from '@/lib/topic_slots';
import { Banner } from '@/pieces/banner';
import { Button, ButtonLink } from '@/pieces/button';
import { Select, TextArea } from '@/pieces/field';
import { Segmented } from '@/pieces/segmented';
import { Empty, Failure, Loading } from '@/pieces/states';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { analyzeText } from '@/text/analyze';
import { useWords } from '@/text/pair';
import styles from './analyze.module.css';
import { Commands } from './commands';
import { ManyResults } from './many_results';
import { MarkedText } from './marked_text';
import { TopicShares } from './topic_shares';

type Mode = 'one' | 'many';

const mostTexts = 1000;
const weakFrom = 0.5; // share of unknown words
const topicsShown = 4;

function textsOf(mode: Mode, draft: string): string[] {
  if (mode === 'one') return draft.trim() === '' ? [] : [draft];
  return draft.split('\n').filter((line) => line.trim() !== '');
}

interface Asked {
  mode: Mode;
  texts: string[];
  answer: Analysis;
}

function useAnalysis(model: string | null) {
  return useMutation<Asked, Problem, { mode: Mode; texts: string[] }>({
    mutationFn: async ({ mode, texts }) => {
      const body: Question = {
        model_id: model ?? '',
        top_k: topicsShown,
        explain: mode === 'one',
        ...(mode === 'one' ? { text: texts[0] ?? '' } : { texts }),
      };
      return { mode, texts, answer: (await ask<Analysis>('/api/analyze', { method: 'POST', body })).body };
    },
  });
}

/** What the model says of one text: its words marked, how well they are known, and how long it took. */
function OneAnswer({ asked, slots }: { asked: Asked; slots: Map<number, number> }) {
  const words = useWords(analyzeText);
  const result = asked.answer.results[0];
  const text = asked.texts[0];
  if (!result || text === undefined) return null;
  return (
    <>
      <MarkedText text={text} result={result} slots={slots} />
      <p className={styles.below}>
        <span>{result.oov_ratio > 0 ? words.unknown(result.oov_ratio) : words.allKnown}</span>
        <span>{words.took(asked.answer.timing_ms)}</span>
      </p>
      <p className="caption">{words.evidence}</p>
      {result.oov_ratio >= weakFrom && (
        <Banner tone="warn">
          <b>{words.weak}</b> {result.oov_ratio >= 1 ? words.nothing : words.weakText(result.oov_ratio)}
        </Banner>
      )}
    </>
  );
}

export function AnalyzePage() {
  const words = useWords(analyzeText);
  const { params, change } = useQueryState();
  const models = useModels({ limit: 1000 });
  const list = models.data?.items ?? [];
  const id = params.get('model') ?? list[0]?.model_id ?? null;
  const model = list.find((one) => one.model_id === id);
  const topics = useTopics(id, 1).data?.items;
  const slots = useMemo(() => slotsOf(topics ?? []), [topics]);
  const mode: Mode = params.get('mode') === 'many' ? 'many' : 'one';
  const [draft, setDraft] = useState('');
  const analysis = useAnalysis(id);
  const asked = analysis.data?.mode === mode ? analysis.data : undefined;
  const texts = textsOf(mode, draft);
  const tooMany = texts.length > mostTexts;
  const run = () => {
    if (texts.length > 0 && !tooMany && id !== null) analysis.mutate({ mode, texts });
  };
  if (models.data && list.length === 0) {
    return (
      <div className={page.page}>
        <PageTitle title={words.title} />
        <Empty
          icon={<TextSearch size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.noModel}
          action={<ButtonLink href={routes.importing()}>{words.start}</ButtonLink>}
        >
          {words.noModelText}
        </Empty>
      </div>
    );
  }
  const first = asked?.answer.results[0];
  const showsText = mode === 'one' && asked !== undefined;
  return (
    <div className={page.split}>
      <PageTitle title={words.title} />
      <div className={`${page.page} ${page.stack}`} style={{ alignContent: 'start' }}>
        <div className={page.head} style={{ margin: 0 }}>
          <h1>{words.question}</h1>
          <div className={page.actions}>
            <Segmented
              label={words.mode}
              value={mode}
              options={(['one', 'many'] as const).map((value) => ({ value, name: words.modes[value] }))}
              onChange={(next) => change({ mode: next === 'one' ? null : next })}
            />
            <Button
              icon={<Eraser size={16} strokeWidth={1.75} aria-hidden="true" />}
              disabled={draft === ''}
              onClick={() => {
                setDraft('');
                analysis.reset();
              }}
            >
              {words.clear}
            </Button>
          </div>
        </div>
        {models.data ? (
          <Select
            label={words.model}
            value={id ?? ''}
            onChange={(event) => change({ model: event.target.value })}
          >
            {list.map((one) => (
              <option key={one.model_id} value={one.model_id}>
                {one.name}
              </option>
            ))}
          </Select>
        ) : models.error ? (
          <Failure error={models.error} title={words.failed} retry={() => void models.refetch()} />
        ) : (
          <Loading rows={2} />
        )}
        {showsText ? (
          <OneAnswer asked={asked} slots={slots} />
        ) : (
          <TextArea
            label={mode === 'one' ? words.text : words.texts}
            help={mode === 'one' ? words.textHow : words.textsHow}
            error={tooMany ? words.tooMany(texts.length) : null}
            rows={8}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
            }}
          />
        )}
        {analysis.error && <Failure error={analysis.error} title={words.failed} kept={words.kept} />}
        <div className={page.actions}>
          {showsText ? (
            <Button
              icon={<Pencil size={16} strokeWidth={1.75} aria-hidden="true" />}
              onClick={() => analysis.reset()}
            >
              {words.edit}
            </Button>
          ) : (
            <Button
              kind="primary"
              busy={analysis.isPending}
              disabled={texts.length === 0 || tooMany}
              onClick={run}
            >
              {words.run}
            </Button>
          )}
        </div>
        {mode === 'many' && asked && <ManyResults texts={asked.texts} answer={asked.answer} slots={slots} />}
      </div>
      <aside className={`${page.side} ${page.loose}`} style={{ alignContent: 'start' }}>
        {mode === 'one' && first && <TopicShares result={first} slots={slots} />}
        {asked && model && <Commands model={model.model_id} name={model.name} texts={asked.texts} />}
      </aside>
    </div>
  );
}
