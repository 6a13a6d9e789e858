'use client';

import { useMutation } from '@tanstack/react-query';
import { Database, SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useDataset, useDatasets } from '@/api/queries';
import { useSurvey, type Profile } from '@/api/survey';
import type { NewTask, Task } from '@/api/types';
import { expectedModel, fromPosition, suggestedTopics, toPosition } from '@/lib/model_rule';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { Banner } from '@/pieces/banner';
import { Button, ButtonLink } from '@/pieces/button';
import { Select } from '@/pieces/field';
import { Slider } from '@/pieces/slider';
import { Empty, Failure, Loading } from '@/pieces/states';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { modelsText } from '@/text/models';
import { newModelText } from '@/text/new_model';
import { useWords } from '@/text/pair';
import { AdvancedForm } from './advanced_form';
import { EstimateLine } from './estimate_line';
import { SweepDialog } from './sweep_dialog';
import { readDraft, type Draft } from './train_fields';

type Choice = 'auto' | 'etm' | 'detm' | 'lda';
const choices: Choice[] = ['auto', 'etm', 'detm', 'lda'];
const usualTopics = 20; // where the slider stands while the size is not known

export function NewModelPage() {
  const words = useWords(newModelText);
  const models = useWords(modelsText);
  const router = useRouter();
  const { params, change } = useQueryState();
  const datasets = useDatasets({ limit: 1000 });
  const list =
    datasets.data?.items.filter((dataset) => dataset.bytes > 0 || dataset.status !== 'failed') ?? [];
  const id = params.get('dataset') ?? list[0]?.dataset_id ?? null;
  const dataset = useDataset(id).data?.body;
  const profile = useSurvey<Profile>(id, dataset?.revision, 'profile').data;
  const [model, setModel] = useState<Choice>('auto');
  const [topics, setTopics] = useState<number | null>(null);
  const [advanced, setAdvanced] = useState(false);
  const [sweeping, setSweeping] = useState(false);
  const [draft, setDraft] = useState<Draft>({});
  const { train, wrong } = readDraft(draft);
  const suggestion = profile ? suggestedTopics(profile.documents) : null;
  const shown = topics ?? suggestion ?? usualTopics;
  const start = useMutation<{ body: Task }, Problem, NewTask>({
    mutationFn: (body) => ask<Task>('/api/tasks', { method: 'POST', body }),
    onSuccess: ({ body }) => router.push(routes.job(body.task_id)),
  });
  const { seed, ...options } = train;
  const asked = {
    ...(id !== null && { dataset_id: id }),
    ...(model !== 'auto' && { model }),
    ...(Object.keys(options).length > 0 && { options: { train: options } }),
  };
  const training: NewTask = {
    type: 'train',
    ...asked,
    ...(topics !== null && { num_topics: topics }),
    ...(seed !== undefined && { seed: Number(seed) }),
  };
  const ready = id !== null && Object.keys(wrong).length === 0;
  if (datasets.data && list.length === 0 && id === null) {
    return (
      <div className={page.page}>
        <PageTitle path={[{ name: models.title, href: routes.models }]} title={words.title} />
        <Empty
          icon={<Database size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.none}
          action={<ButtonLink href={routes.importing()}>{words.start}</ButtonLink>}
        >
          {words.noneText}
        </Empty>
      </div>
    );
  }
  return (
    <div className={page.split}>
      <PageTitle path={[{ name: models.title, href: routes.models }]} title={words.title} />
      <div className={`${page.page} ${page.narrow} ${page.loose}`} style={{ alignContent: 'start' }}>
        <h1>{words.title}</h1>
        {datasets.data ? (
          <Select
            label={words.dataset}
            value={id ?? ''}
            onChange={(event) => change({ dataset: event.target.value })}
          >
            {list.map((one) => (
              <option key={one.dataset_id} value={one.dataset_id}>
                {one.name}
              </option>
            ))}
          </Select>
        ) : (
          <Loading rows={2} />
        )}
        <section className={page.stack}>
          <div className={page.head} style={{ margin: 0 }}>
            <h2>{words.howFine}</h2>
            <b className="num">{topics === null && suggestion === null ? '' : words.topics(shown)}</b>
          </div>
          <Slider
            label={words.howFine}
            value={toPosition(shown)}
            min={0}
            max={100}
            step={0.5}
            low={words.coarse}
            high={words.fine}
            spoken={words.topics(shown)}
            onChange={(position) => setTopics(fromPosition(position))}
          />
          <p className="second">
            {suggestion !== null && profile ? words.suggested(suggestion, profile.documents) : words.bySize}{' '}
            {topics !== null && (
              <Button kind="quiet" onClick={() => setTopics(null)}>
                {words.back}
              </Button>
            )}
          </p>
        </section>
        <section className={page.stack}>
          <Select
            label={words.which}
            value={model}
            onChange={(event) => setModel(event.target.value as Choice)}
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {words.models[choice]}
              </option>
            ))}
          </Select>
          {model === 'auto' && (
            <Banner tone="note">
              {profile ? words.expected[expectedModel(profile).reason] : words.byRule}
            </Banner>
          )}
        </section>
        <EstimateLine task={ready ? training : null} revision={dataset?.revision} />
        {start.error && <Failure error={start.error} title={words.failed} />}
        <div className={page.actions}>
          <Button
            kind="primary"
            disabled={!ready}
            busy={start.isPending}
            onClick={() => start.mutate(training)}
          >
            {words.train}
          </Button>
          <Button disabled={id === null} onClick={() => setSweeping(true)}>
            {words.sweep}
          </Button>
          <Button
            kind="quiet"
            icon={<SlidersHorizontal size={16} strokeWidth={1.75} aria-hidden="true" />}
            aria-expanded={advanced}
            onClick={() => setAdvanced(!advanced)}
          >
            {words.advanced}
          </Button>
        </div>
        {sweeping && (
          <SweepDialog
            around={shown}
            busy={start.isPending}
            error={start.error}
            onClose={() => setSweeping(false)}
            onStart={(numbers) => start.mutate({ type: 'sweep', ...asked, num_topics: numbers })}
          />
        )}
      </div>
      {advanced && (
        <aside className={`${page.side} ${page.loose}`} style={{ alignContent: 'start' }}>
          <div>
            <h2>{words.advanced}</h2>
            <p className="caption">{words.advancedHow}</p>
          </div>
          <AdvancedForm draft={draft} wrong={wrong} onChange={setDraft} />
        </aside>
      )}
    </div>
  );
}
