'use client';

import { Activity } from 'lucide-react';
import Link from 'next/link';
import { useDatasets, useTasks } from '@/api/queries';
import { duration, moment, percent } from '@/lib/format';
import { isFinal } from '@/lib/job_view';
import { useLanguage } from '@/lib/language';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { Pager } from '@/pieces/pager';
import { ProgressBar } from '@/pieces/progress_bar';
import { Empty, Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { commonText } from '@/text/common';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import { jobName, secondsOf } from './job_names';
import { JobState } from './job_state';
import styles from './jobs.module.css';

const limit = 50;

export function JobsPage() {
  const words = useWords(jobsText);
  const common = useWords(commonText);
  const language = useLanguage();
  const { params } = useQueryState();
  const offset = Number(params.get('offset') ?? 0);
  const { data, error, refetch } = useTasks({ limit, offset }, 3000);
  const names = new Map(
    useDatasets({ limit: 1000 }).data?.items.map((dataset) => [dataset.dataset_id, dataset.name]),
  );
  return (
    <div className={page.page}>
      <PageTitle title={words.title} />
      <div className={page.head}>
        <h1>{words.title}</h1>
      </div>
      {error && !data && <Failure error={error} title={words.failedList} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={6} />}
      {data && data.total === 0 && (
        <Empty
          icon={<Activity size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.none}
          action={<ButtonLink href={routes.importing()}>{words.start}</ButtonLink>}
        >
          {words.noneText}
        </Empty>
      )}
      {data && data.total > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
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
              </tr>
            </thead>
            <tbody>
              {data.items.map((task) => {
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
                        <span className={styles.message}>{task.error_message ?? ''}</span>
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
                    <td className={table.right}>
                      {seconds === null ? common.none : duration(seconds, language)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <Pager
            offset={offset}
            limit={limit}
            total={data.total}
            href={(to) => `${routes.jobs}?offset=${to}`}
          />
        </div>
      )}
    </div>
  );
}
