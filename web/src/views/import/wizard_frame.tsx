'use client';

import { useMutation } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useDataset } from '@/api/queries';
import type { Task } from '@/api/types';
import { importSteps, routes, type ImportStep } from '@/lib/routes';
import { Button, ButtonLink } from '@/pieces/button';
import { Failure } from '@/pieces/states';
import { Stepper } from '@/pieces/stepper';
import { PageTitle } from '@/shell/page_title';
import { dataText } from '@/text/data';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import styles from './import.module.css';

interface WizardFrameProps {
  id: string | null;
  step: ImportStep;
  saving?: boolean;
  next: ReactNode;
  children: ReactNode;
}

function JustGo({ id }: { id: string }) {
  const words = useWords(importText);
  const router = useRouter();
  const go = useMutation<{ body: Task }, Problem>({
    mutationFn: () => ask<Task>('/api/tasks', { method: 'POST', body: { type: 'train', dataset_id: id } }),
    onSuccess: ({ body }) => router.push(routes.job(body.task_id)),
  });
  return (
    <>
      {go.error && <Failure error={go.error} title={words.goFailed} />}
      <Button
        icon={<Zap size={16} strokeWidth={1.75} aria-hidden="true" />}
        title={words.justGoHow}
        busy={go.isPending}
        onClick={() => go.mutate()}
      >
        {words.justGo}
      </Button>
    </>
  );
}

/** The steps above, what the step shows, and the way back and on below. */
export function WizardFrame({ id, step, saving, next, children }: WizardFrameProps) {
  const words = useWords(importText);
  const data = useWords(dataText);
  const name = useDataset(id).data?.body.name;
  const at = importSteps.indexOf(step);
  const before = importSteps[at - 1];
  return (
    <div className={styles.wizard}>
      <PageTitle
        path={[
          { name: data.title, href: routes.data },
          ...(name === undefined ? [] : [{ name: words.title, href: routes.importing() }]),
        ]}
        title={name ?? words.title}
      />
      <div className={styles.steps}>
        <Stepper
          label={words.stepsLabel}
          current={at}
          steps={importSteps.map((one, index) => ({
            name: words.steps[one],
            href: id !== null && (index < at || step !== 'file') ? routes.importing(id, one) : null,
          }))}
        />
        {step !== 'file' && <span className="caption">{saving === true ? words.saving : words.saved}</span>}
      </div>
      <div className={styles.body}>{children}</div>
      {(next !== null || before !== undefined) && (
        <div className={styles.foot}>
          {before !== undefined && id !== null && (
            <ButtonLink href={routes.importing(id, before)}>{words.back}</ButtonLink>
          )}
          <span className={styles.gap} />
          {step !== 'file' && id !== null && <JustGo id={id} />}
          {next}
        </div>
      )}
    </div>
  );
}
