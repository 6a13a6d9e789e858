'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, Square } from 'lucide-react';
import { useState } from 'react';
import { ask } from '@/api/client';
import type { Task } from '@/api/types';
import { percent } from '@/lib/format';
import { isFinal, stagesOf, type JobView } from '@/lib/job_view';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { Button, ButtonLink } from '@/pieces/button';
import { Confirm } from '@/pieces/confirm';
import { Failure } from '@/pieces/states';
import page from '@/styles/page.module.css';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import { secondsOf } from '../jobs/job_names';
import styles from './job.module.css';
import { StageList } from './stages';

function CancelButton({ task }: { task: Task }) {
  const words = useWords(jobsText);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const cancel = useMutation({
    mutationFn: () => ask<Task>(`/api/tasks/${task.task_id}/cancel`, { method: 'POST' }),
    onSuccess: () => {
      setOpen(false);
      void client.invalidateQueries();
    },
  });
  return (
    <>
      <Button
        kind="danger"
        icon={<Square size={14} strokeWidth={1.75} aria-hidden="true" />}
        busy={task.status === 'cancelling'}
        onClick={() => setOpen(true)}
      >
        {words.cancel}
      </Button>
      <Confirm
        open={open}
        title={words.cancelAsk}
        text={words.cancelText}
        verb={words.cancel}
        busy={cancel.isPending}
        onYes={() => cancel.mutate()}
        onClose={() => setOpen(false)}
        problem={cancel.error && <Failure error={cancel.error} title={words.cancelFailed} />}
      />
    </>
  );
}

/** How far it is, in stages, and how long it will take. */
export function JobProgress({ task, view }: { task: Task; view: JobView }) {
  const words = useWords(jobsText);
  const language = useLanguage();
  const fraction = Math.max(task.progress, view.fraction);
  const seconds = secondsOf(task);
  const done = task.status === 'completed';
  const says = done
    ? seconds !== null && words.doneIn(seconds)
    : task.status === 'pending'
      ? words.waiting
      : view.etaSeconds !== null && view.stage.startsWith('training') && words.left(view.etaSeconds);
  return (
    <section>
      <div className={styles.top}>
        <div>
          <h1 className={styles.percent}>
            <span className="num">{percent(done ? 1 : fraction, language, 0)}</span>
            <span className={styles.left}>{says}</span>
          </h1>
          {!isFinal(task.status) && <p className="second">{words.canClose}</p>}
        </div>
        {!isFinal(task.status) && <CancelButton task={task} />}
        {done && (
          <span className={page.actions}>
            {task.type === 'sweep' && (
              <ButtonLink href={routes.compareSweep(task.task_id)}>{words.compareNumbers}</ButtonLink>
            )}
            {task.model_id !== null && (
              <ButtonLink kind="primary" href={routes.model(task.model_id)}>
                {words.openModel}
                <ArrowRight size={16} strokeWidth={1.75} aria-hidden="true" />
              </ButtonLink>
            )}
          </span>
        )}
      </div>
      <StageList stages={stagesOf(task.status, fraction)} view={view} label={words.progress} />
    </section>
  );
}
