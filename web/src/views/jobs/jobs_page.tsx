'use client';

import { Activity } from 'lucide-react';
import Link from 'next/link';
import { useDatasets, useTasks } from '@/api/queries';
import { duration, moment, percent } from '@/lib/format';
import { isFinal } from '@/lib/job_view';
import { useLanguage } from '@/lib/language';
import { reasonIn } from '@/lib/reason';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { ProgressBar } from '@/pieces/progress_bar';
import { Empty } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { ListPage, useListPart } from '@/shell/list_page';
import { commonText } from '@/text/common';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import { jobName, secondsOf } from './job_names';
import { JobState } from './job_state';
import styles from './jobs.module.css';

export function JobsPage() {
  const words = useWords(jobsText);
  const common = useWords(commonText);
  const language = useLanguage();
  const listing = useTasks(useListPart(), 3000);
  const names = new Map(
    useDatasets({ limit: 1000 }).data?.items.map((dataset) => [dataset.dataset_id, dataset.name]),
  );
  return (
    <ListPage
      title={words.title}
      path={routes.jobs}
      listing={listing}
      failed={words.failedList}
      empty={
        <Empty
          icon={<Activity size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.none}
          action={<ButtonLink href={routes.importing()}>{words.start}</ButtonLink>}
        >
          {words.noneText}
        </Empty>
      }
      head={
        <>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.state}</th>
          <th scope="col" className={table.wide}>
            {words.progress}
          </th>
          <th scope="col" className={table.wide}>
            {words.started}
          </th>
          <th scope="col" className={table.right}>
            {words.took}
          </th>
        </>
      }
      row={(task) => {
        const seconds = secondsOf(task);
        const name = jobName(task, names.get(task.dataset_id ?? ''), words);
        return (
          <tr key={task.task_id}>
            <td className={table.main}>
              <Link href={routes.job(task.task_id)}>{name}</Link>{' '}
              <span className="second">{words.types[task.type] ?? task.type}</span>
            </td>
            <td>
              <JobState status={task.status} />
            </td>
            <td className={table.wide}>
              {isFinal(task.status) ? (
                <span className={styles.message}>{reasonIn(language, task.error_message ?? '')}</span>
              ) : (
                <div className={styles.progress}>
                  <ProgressBar share={task.progress} label={name} />
                  <span className="num">{percent(task.progress, language, 0)}</span>
                </div>
              )}
            </td>
            <td className={`${table.narrow} ${table.wide}`}>
              {task.started_at === null ? common.none : moment(task.started_at, language)}
            </td>
            <td className={table.right}>{seconds === null ? common.none : duration(seconds, language)}</td>
          </tr>
        );
      }}
    />
  );
}
