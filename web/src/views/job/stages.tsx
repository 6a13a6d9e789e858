'use client';

import { Circle, CircleCheck, CircleX } from 'lucide-react';
import type { JobView, StageView } from '@/lib/job_view';
import { classes } from '@/pieces/class_names';
import { Spinner } from '@/pieces/spinner';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';
import styles from './job.module.css';

export function StageIcon({ state }: { state: StageView['state'] }) {
  if (state === 'now') return <Spinner />;
  const Icon = { done: CircleCheck, failed: CircleX, open: Circle }[state];
  return <Icon size={14} strokeWidth={1.75} className={styles[state]} aria-hidden="true" />;
}

/** What a stage has counted, in words. */
export function useStageCount(view: JobView): (stage: StageView) => string {
  const words = useWords(jobsText);
  return (stage) => {
    if (stage.state === 'open') return '';
    const rows = view.counts.reading;
    if (stage.name === 'read' && rows !== undefined && rows > 0) return words.rows(rows);
    if (stage.name === 'train' && view.stage === 'training' && view.total > 0)
      return words.epochs(view.done, view.total);
    return '';
  };
}

/** The stages as one bar, sized by the time they are expected to take, and in words below. */
export function StageList({ stages, view, label }: { stages: StageView[]; view: JobView; label: string }) {
  const words = useWords(jobsText);
  const counted = useStageCount(view);
  const whole = stages.reduce((sum, stage) => sum + stage.weight * stage.share, 0);
  return (
    <>
      <div
        className={styles.segments}
        role="progressbar"
        aria-label={label}
        aria-valuenow={Math.round(100 * whole)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        {stages.map((stage) => (
          <span
            key={stage.name}
            className={styles.segment}
            style={{ flexGrow: Math.max(stage.weight, 0.05) }}
          >
            <span style={{ width: `${100 * stage.share}%` }} />
          </span>
        ))}
      </div>
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <li key={stage.name} className={classes(stage.state === 'now' && styles.current)}>
            <StageIcon state={stage.state} />
            {words.stages[stage.name]} <span className="second num">{counted(stage)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
