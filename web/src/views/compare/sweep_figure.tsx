'use client';

import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { SweepChart } from '@/charts/sweep_chart';
import { equalRange, measuresOf, type Sweep } from '@/lib/sweep';
import { compareText } from '@/text/compare';
import { useWords } from '@/text/pair';
import styles from './compare.module.css';

function Legend({ sweep }: { sweep: Sweep }) {
  const words = useWords(compareText);
  const several = sweep.seeds > 1;
  return (
    <span className={styles.legend}>
      {several && (
        <span>
          <svg width={8} height={14} aria-hidden="true">
            <line x1={4} x2={4} y1={3} y2={11} stroke="var(--tnl)" strokeWidth={5} strokeLinecap="round" />
            <circle cx={4} cy={7} r={2} fill="var(--ctl)" />
          </svg>
          {words.rangeOf(sweep.seeds)}
        </span>
      )}
      {[false, true].map((filled) => (
        <span key={String(filled)}>
          <svg width={12} height={12} aria-hidden="true">
            <circle
              cx={6}
              cy={6}
              r={4.5}
              fill={filled ? 'var(--ink)' : 'var(--surface)'}
              stroke="var(--ink)"
              strokeWidth={1.5}
            />
          </svg>
          {filled ? words.chosenPoint : words.meanOf(sweep.seeds)}
        </span>
      ))}
      <span>
        <svg width={14} height={12} aria-hidden="true">
          <rect width={14} height={12} fill="var(--hover)" stroke="var(--line2)" />
        </svg>
        {words.suggested}
      </span>
    </span>
  );
}

/** The measures of a sweep, each in a panel of its own on one scale of numbers of topics. */
export function SweepFigure({ sweep, onOpen }: { sweep: Sweep; onOpen: (topics: number) => void }) {
  const words = useWords(compareText);
  const measures = measuresOf(sweep);
  return (
    <Frame
      title={words.panelsTitle}
      subtitle={words.panelsHow}
      explain={words.panelsExplain}
      columns={[
        words.topicsColumn,
        ...measures.flatMap((name) => [
          `${words.panels[name]}, ${words.mean}`,
          ...(sweep.seeds > 1 ? [`${words.panels[name]}: min`, `${words.panels[name]}: max`] : []),
        ]),
      ]}
      rows={sweep.points.map((point) => [
        point.topics,
        ...measures.flatMap((name) => {
          const figure = point.figures[name];
          const values = figure?.values ?? [];
          const mean = figure?.mean ?? null;
          return sweep.seeds > 1 ? [mean, Math.min(...values), Math.max(...values)] : [mean];
        }),
      ])}
      notes={<Legend sweep={sweep} />}
    >
      <Measured least={190}>
        {(width) => (
          <SweepChart
            panels={measures.map((name) => ({
              name: words.panels[name],
              how: words.panelHow[name],
              points: sweep.points.flatMap(({ topics, figures }) => {
                const figure = figures[name];
                return figure === null ? [] : [{ topics, figure }];
              }),
            }))}
            range={equalRange(sweep)}
            advised={sweep.advice.topics}
            width={width}
            onOpen={onOpen}
          />
        )}
      </Measured>
    </Frame>
  );
}
