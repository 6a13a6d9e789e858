'use client';

import { Columns2 } from 'lucide-react';
import Link from 'next/link';
import { useDatasets, useModels, useTasks } from '@/api/queries';
import { moment } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { compareText } from '@/text/compare';
import { useWords } from '@/text/pair';
import styles from './compare.module.css';
import { ModelPicker } from './model_picker';

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

/** Before anything is compared: which models, and which sweeps there are. */
export function Start({ chosen, onChange }: { chosen: string[]; onChange: (ids: string[]) => void }) {
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
        <section>
          <h1>{words.pick}</h1>
          <p className={styles.lead}>{words.pickText}</p>
          <ModelPicker chosen={chosen} onChange={onChange} />
        </section>
      )}
      <Sweeps />
    </div>
  );
}
