'use client';

import { Columns2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useDatasets, useModels, useTasks } from '@/api/queries';
import type { Model } from '@/api/types';
import { moment } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { Button, ButtonLink } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import page from '@/styles/page.module.css';
import { compareText } from '@/text/compare';
import { modelKind, modelsText } from '@/text/models';
import { useWords } from '@/text/pair';
import styles from './compare.module.css';
import { mostCompared } from './model_picker';

function numbersOf(request: unknown): string {
  const numbers = (request as { num_topics?: unknown }).num_topics;
  return Array.isArray(numbers) ? numbers.join(', ') : '';
}

/** The sweeps that have ended, each leading to its figures. */
function Sweeps() {
  const words = useWords(compareText);
  const language = useLanguage();
  const tasks = useTasks({ limit: 1000, status: 'completed' }).data?.items ?? [];
  const names = new Map(
    useDatasets({ limit: 1000 }).data?.items.map((dataset) => [dataset.dataset_id, dataset.name]),
  );
  const sweeps = tasks.filter((task) => task.type === 'sweep');
  if (sweeps.length === 0) return null;
  return (
    <section>
      <h2>{words.sweeps}</h2>
      <div className={table.scroll}>
        <table className={table.table}>
          <tbody>
            {sweeps.map((task) => (
              <tr key={task.task_id}>
                <td className={table.main}>
                  <Link href={routes.compareSweep(task.task_id)}>
                    {words.sweepOf(names.get(task.dataset_id ?? '') ?? '–', numbersOf(task.request))}
                  </Link>
                </td>
                <td className={table.right}>{moment(task.finished_at ?? task.created_at, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The models, to be ticked. */
function Choice({ models, onChange }: { models: Model[]; onChange: (ids: string[]) => void }) {
  const words = useWords(compareText);
  const kinds = useWords(modelsText);
  const language = useLanguage();
  const [ticked, setTicked] = useState<string[]>([]);
  const turn = (id: string) =>
    setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  return (
    <section>
      <div className={page.head}>
        <h1>{words.pick}</h1>
        <Button kind="primary" disabled={ticked.length < 2} onClick={() => onChange(ticked)}>
          {words.start(ticked.length)}
        </Button>
      </div>
      <p className={styles.lead}>{words.pickText}</p>
      <div className={table.scroll}>
        <table className={table.table}>
          <tbody>
            {models.map((model) => {
              const on = ticked.includes(model.model_id);
              return (
                <tr key={model.model_id}>
                  <td className={table.narrow}>
                    <input
                      id={`tick-${model.model_id}`}
                      type="checkbox"
                      className={styles.tick}
                      aria-label={words.tick(model.name)}
                      checked={on}
                      disabled={!on && ticked.length >= mostCompared}
                      onChange={() => turn(model.model_id)}
                    />
                  </td>
                  <td>
                    <label htmlFor={`tick-${model.model_id}`} className={styles.tickName}>
                      {model.name}
                    </label>
                  </td>
                  <td className={`${table.narrow} ${table.wide}`}>{modelKind(kinds, model.type)}</td>
                  <td className={table.right}>{moment(model.created_at, language)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Before anything is compared: which models, and which sweeps there are. */
export function Start({ onChange }: { onChange: (ids: string[]) => void }) {
  const words = useWords(compareText);
  const { data, error, refetch } = useModels({ limit: 1000 });
  if (error && !data) return <Failure error={error} title={words.failed} retry={() => void refetch()} />;
  if (!data) return <Loading rows={6} />;
  return (
    <div className={styles.start}>
      {data.total < 2 ? (
        <Empty
          icon={<Columns2 size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.none}
          action={<ButtonLink href={routes.newModel()}>{words.train}</ButtonLink>}
        >
          {words.noneText}
        </Empty>
      ) : (
        <Choice models={data.items} onChange={onChange} />
      )}
      <Sweeps />
    </div>
  );
}
