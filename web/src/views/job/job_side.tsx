'use client';

import { useTaskLog } from '@/api/queries';
import type { Task } from '@/api/types';
import { Frame } from '@/charts/frame';
import { clock, count, decimal, moment } from '@/lib/format';
import { stagesOf, type EpochPoint, type JobView } from '@/lib/job_view';
import { useLanguage } from '@/lib/language';
import { CopyId } from '@/pieces/copy_id';
import { LineChart } from '@/pieces/line_chart';
import page from '@/styles/page.module.css';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import styles from './job.module.css';

interface CurveProps {
  view: JobView;
  of: (point: EpochPoint) => number | null;
  title: string;
  how: string;
  format: (value: number) => string;
}

function Curve({ view, of, title, how, format }: CurveProps) {
  const words = useWords(jobsText);
  const points = view.epochs.flatMap((point) => {
    const y = of(point);
    return y === null ? [] : [{ x: point.epoch, y }];
  });
  if (points.length < 2) return null;
  const end = Math.max(view.stage === 'training' ? view.total : 0, points.at(-1)?.x ?? 0);
  return (
    <Frame
      title={title}
      subtitle={how}
      columns={[words.pass, title]}
      rows={points.map((point) => [point.x, point.y])}
    >
      <LineChart points={points} end={end} label={title} formatX={String} formatY={format} />
    </Frame>
  );
}

/** The log as the server keeps it; the page's own stream tells when it has grown. */
function Log({ task, view }: { task: Task; view: JobView }) {
  const words = useWords(jobsText);
  const kept = useTaskLog(task.finished_at === null ? null : task.task_id).data?.items;
  const lines = kept?.map((line) => `${clock(line.at, true)}  ${line.text}`) ?? view.messages;
  return (
    <section>
      <h2>{words.log}</h2>
      <div className={styles.log} tabIndex={0} role="log" aria-label={words.log}>
        {lines.length === 0 ? words.logNone : lines.join('\n')}
      </div>
    </section>
  );
}

export function JobSide({ task, view }: { task: Task; view: JobView }) {
  const words = useWords(jobsText);
  const language = useLanguage();
  const training = stagesOf(task.status, Math.max(task.progress, view.fraction))[2];
  return (
    <aside className={`${page.side} ${page.loose}`} style={{ alignContent: 'start' }}>
      {training?.state !== 'open' && (
        <>
          <Curve
            view={view}
            of={(point) => point.loss}
            title={words.loss}
            how={words.lossHow}
            format={(value) => decimal(value, 1)}
          />
          <Curve
            view={view}
            of={(point) => point.perplexity}
            title={words.perplexity}
            how={words.perplexityHow}
            format={(value) => count(value, language)}
          />
          <Curve
            view={view}
            of={(point) => point.npmi}
            title={words.coherence}
            how={words.coherenceHow}
            format={(value) => decimal(value, 2)}
          />
        </>
      )}
      <Log task={task} view={view} />
      <p className="caption">
        {words.task} <CopyId id={task.task_id} />
        {task.started_at !== null && <> · {moment(task.started_at, language)}</>}
      </p>
    </aside>
  );
}
