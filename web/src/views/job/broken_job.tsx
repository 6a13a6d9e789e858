'use client';

import type { ReactNode } from 'react';
import type { Task } from '@/api/types';
import { stagesOf, type JobView } from '@/lib/job_view';
import { useLanguage } from '@/lib/language';
import { reasonIn } from '@/lib/reason';
import { routes } from '@/lib/routes';
import { Banner } from '@/pieces/banner';
import { Button, ButtonLink } from '@/pieces/button';
import { CopyId } from '@/pieces/copy_id';
import { Failure } from '@/pieces/states';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import styles from './job.module.css';
import { StageList } from './stages';

interface Remedy {
  name: string;
  text: string;
  button: (kind: 'primary' | 'default') => ReactNode; // the first remedy is the one to take
}

interface BrokenJobProps {
  task: Task;
  view: JobView;
  busy: boolean;
  error: unknown;
  onRetry: () => void;
}

// What helps most comes first: the same again helps where the machine was the trouble, not where the input was.
function useRemedies({ task, busy, onRetry }: BrokenJobProps): Remedy[] {
  const words = useWords(jobsText);
  const dataset = task.dataset_id;
  const again: Remedy = {
    name: words.goOn,
    text: words.goOnText,
    button: (kind) => (
      <Button kind={kind} busy={busy} onClick={onRetry}>
        {words.goOnButton}
      </Button>
    ),
  };
  if (dataset === null) return [again];
  const smaller: Remedy = {
    name: words.smaller,
    text: words.smallerText,
    button: (kind) => (
      <ButtonLink kind={kind} href={routes.newModel(dataset)}>
        {words.smallerButton}
      </ButtonLink>
    ),
  };
  const columns: Remedy = {
    name: words.columns,
    text: words.columnsText,
    button: (kind) => (
      <ButtonLink kind={kind} href={routes.importing(dataset, 'columns')}>
        {words.columnsButton}
      </ButtonLink>
    ),
  };
  const inputWasWrong = task.error_code === 'bad_input' || task.error_code === 'usage';
  if (inputWasWrong) return [columns, smaller, again];
  return task.status === 'cancelled' ? [again, smaller] : [again, smaller, columns];
}

/** Where it broke and why, what is kept, and what can be done, the most helpful first. */
export function BrokenJob(props: BrokenJobProps) {
  const { task, view, error } = props;
  const words = useWords(jobsText);
  const language = useLanguage();
  const remedies = useRemedies(props);
  const stages = stagesOf(task.status, Math.max(task.progress, view.fraction));
  const broken = stages.find((stage) => stage.state === 'failed');
  const cancelled = task.status === 'cancelled';
  const title = cancelled
    ? words.cancelledTitle
    : broken
      ? words.brokeAt(words.stages[broken.name])
      : words.brokeBefore;
  return (
    <section className={styles.broken}>
      <div>
        <h1>{title}</h1>
        <p className={styles.cause}>
          {cancelled
            ? (task.error_message ?? words.cancelledText)
            : reasonIn(language, task.error_message ?? task.message)}
        </p>
      </div>
      <StageList stages={stages} view={view} label={words.progress} />
      <Banner tone="ok">
        <b>{words.nothingLost}</b> {broken?.name === 'train' ? words.keptTraining : words.keptData}
      </Banner>
      <div>
        <h2>{words.whatNow}</h2>
        <ul className={styles.remedies}>
          {remedies.map((remedy, index) => (
            <li key={remedy.name}>
              <div>
                <h3>{remedy.name}</h3>
                <p className="second">{remedy.text}</p>
              </div>
              {remedy.button(index === 0 ? 'primary' : 'default')}
            </li>
          ))}
        </ul>
      </div>
      {error !== null && error !== undefined && <Failure error={error} title={words.retryFailed} />}
      <p className="caption">
        {words.problemId} <CopyId id={task.task_id} />
      </p>
    </section>
  );
}
