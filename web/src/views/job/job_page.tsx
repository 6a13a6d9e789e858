'use client';

import { useMutation } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { ask } from '@/api/client';
import { useDataset, useTask } from '@/api/queries';
import type { Task } from '@/api/types';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { useJob } from '@/lib/use_job';
import { ButtonLink } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import { jobName } from '../jobs/job_names';
import { JobState } from '../jobs/job_state';
import { BrokenJob } from './broken_job';
import { FoundTopics } from './found_topics';
import { JobProgress } from './job_progress';
import { JobSide } from './job_side';
import { LiveTopics } from './live_topics';

export function JobPage() {
  const words = useWords(jobsText);
  const { params } = useQueryState();
  const id = params.get('id');
  const first = useTask(id);
  const [run, setRun] = useState(0);
  const followed = useJob(first.data ? id : null, run);
  const task = followed.task ?? first.data;
  const dataset = useDataset(task?.dataset_id ?? null).data?.body.name;
  const retry = useMutation({
    mutationFn: () => ask<Task>(`/api/tasks/${id ?? ''}/retry`, { method: 'POST' }),
    onSuccess: () => setRun(run + 1),
  });
  if (id === null || first.error?.status === 404) {
    return (
      <div className={page.page}>
        <PageTitle path={[{ name: words.title, href: routes.jobs }]} title={words.missing} />
        <Empty
          icon={<SearchX size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.missing}
          action={<ButtonLink href={routes.jobs}>{words.all}</ButtonLink>}
        >
          {words.missingText}
        </Empty>
      </div>
    );
  }
  if (!task) {
    return (
      <div className={page.page}>
        <PageTitle title={words.title} />
        {first.error ? (
          <Failure error={first.error} title={words.failedList} retry={() => void first.refetch()} />
        ) : (
          <Loading rows={8} />
        )}
      </div>
    );
  }
  const broken = task.status === 'failed' || task.status === 'dead' || task.status === 'cancelled';
  return (
    <div className={page.split}>
      <PageTitle
        path={[{ name: words.title, href: routes.jobs }]}
        title={jobName(task, dataset, words)}
        tag={<JobState status={task.status} />}
      />
      <div className={`${page.page} ${page.loose}`} style={{ alignContent: 'start' }}>
        {broken ? (
          <BrokenJob
            task={task}
            view={followed.view}
            busy={retry.isPending}
            error={retry.error}
            onRetry={() => retry.mutate()}
          />
        ) : (
          <JobProgress task={task} view={followed.view} />
        )}
        <LiveTopics view={followed.view} task={task} />
        <FoundTopics task={task} />
      </div>
      <JobSide task={task} view={followed.view} />
    </div>
  );
}
