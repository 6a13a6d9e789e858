'use client';

import { useComparison, useDataset, useTask, useTaskResults } from '@/api/queries';
import type { Comparison } from '@/api/views';
import { useQueryState } from '@/lib/query_state';
import { modelOf, readSweep, usualPair, type Sweep } from '@/lib/sweep';
import { Failure, Loading } from '@/pieces/states';
import { Tag } from '@/pieces/tag';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { compareText } from '@/text/compare';
import { useWords } from '@/text/pair';
import { Alignment, Sentence, usePairing } from './alignment';
import styles from './compare.module.css';
import { ModelPicker } from './model_picker';
import { SideBySide } from './side_by_side';
import { Start } from './start';
import { NoSweep, SweepSection } from './sweep_section';

/** Models that are there, beside each other. */
function Compared({ comparison }: { comparison: Comparison }) {
  const { places, pairing, turn } = usePairing(comparison);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        {pairing && <Alignment comparison={comparison} pairing={pairing} places={places} onTurn={turn} />}
      </div>
      <aside className={styles.side}>
        <SideBySide comparison={comparison} />
        {pairing && <Sentence pairing={pairing} />}
      </aside>
    </div>
  );
}

function Models({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) {
  const words = useWords(compareText);
  const { data, error, refetch } = useComparison(ids);
  return (
    <>
      <div className={styles.bar}>
        <ModelPicker chosen={ids} onChange={onChange} />
      </div>
      {data && <Compared comparison={data} />}
      {error && !data && (
        <div className={page.page}>
          <Failure error={error} title={words.failed} kept={words.kept} retry={() => void refetch()} />
        </div>
      )}
      {!error && !data && (
        <div className={page.page}>
          <Loading rows={10} />
        </div>
      )}
    </>
  );
}

/** The models of a sweep that are compared while nobody has chosen others. */
function usualModels(sweep: Sweep): string[] {
  const models = usualPair(sweep).map((topics) => modelOf(sweep, topics));
  return models.every((model) => model !== null) ? models : [];
}

/** Models side by side; with a sweep, how many topics serve the texts, and why. The address holds all of it. */
export function ComparePage() {
  const words = useWords(compareText);
  const { params, change } = useQueryState();
  const task = params.get('sweep');
  const results = useTaskResults(task);
  const dataset = useDataset(useTask(task).data?.dataset_id ?? null).data?.body.name;
  const sweep = results.data ? readSweep(results.data) : null;
  const asked = params.get('ids');
  const ids = asked !== null ? asked.split(',').filter(Boolean) : sweep ? usualModels(sweep) : [];
  const choose = (next: string[]) => change({ ids: next.join(',') || null, pair: null, topic: null }, 'push');
  const tag = sweep && (
    <Tag>
      <span className={styles.tag}>{words.sweepTag(dataset ?? '–', sweep.points.length, sweep.seeds)}</span>
    </Tag>
  );
  return (
    <div className={styles.page}>
      <PageTitle title={words.title} tag={tag} />
      {task !== null && (
        <>
          {results.data && (sweep ? <SweepSection sweep={sweep} /> : <NoSweep />)}
          {results.error && !results.data && (
            <div className={page.page}>
              <Failure
                error={results.error}
                title={words.sweepFailed}
                kept={words.kept}
                retry={() => void results.refetch()}
              />
            </div>
          )}
          {!results.error && !results.data && (
            <div className={page.page}>
              <Loading rows={8} />
            </div>
          )}
        </>
      )}
      {task === null && ids.length >= 2 && <h1 className="hidden">{words.title}</h1>}
      {ids.length >= 2 ? (
        <Models ids={ids} onChange={choose} />
      ) : (
        task === null && <Start onChange={choose} />
      )}
    </div>
  );
}
