'use client';

import { useMemo, useState } from 'react';
import type { Drift, Times } from '@/api/views';
import { layDrift, pickPeriods } from '@/charts/drift';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { sliceName } from '@/charts/time_axis';
import { WordDrift } from '@/charts/word_drift';
import { slotOf } from '@/lib/topic_order';
import { useWords } from '@/text/pair';
import { figuresText } from '@/text/figures';
import { timeText } from '@/text/time';
import styles from './time_tab.module.css';
import { useWorkspace } from './workspace';

const shown = 8;

/** How the words of the chosen topic change in a dynamic model. */
export function DriftFigure({ times, drift }: { times: Times; drift: Drift }) {
  const words = useWords(timeText);
  const texts = useWords(figuresText);
  const { topics, chosen, choose } = useWorkspace();
  const [followed, setFollowed] = useState<string | null>(null);
  const all = useMemo(() => {
    const topic = drift.topics.find((one) => one.topic_id === chosen.topic_id);
    // The drift is that of the model's own slices; the chart above may be cut otherwise.
    const same = drift.slices.length === times.slices.length;
    return (topic?.top ?? []).map((top, index) => {
      const slice = times.slices[index];
      const own =
        same && slice
          ? sliceName(slice)
          : (drift.slices[index] ?? '').replace(/-\d\d-\d\d/g, '').replace(' to ', '–');
      return {
        name: own,
        documents: same ? (slice?.documents ?? 0) : 0,
        words: top.slice(0, shown).map((one) => one.word),
      };
    });
  }, [drift, times, chosen]);
  const periodsFor = (width: number) =>
    pickPeriods(all.length, Math.max(2, Math.min(6, Math.floor(width / 130)))).flatMap(
      (index) => all[index] ?? [],
    );
  const { cells } = layDrift(all);
  return (
    <div className={styles.drift}>
      <Frame
        title={words.driftTitle}
        subtitle={words.driftHow}
        explain={words.driftExplain}
        columns={[words.slice, words.rank, texts.word]}
        rows={cells.map((cell) => [all[cell.column]?.name ?? '', cell.rank + 1, cell.word])}
        tools={
          <select
            className={styles.driftTopic}
            aria-label={words.driftTopic}
            value={chosen.topic_id}
            onChange={(event) => choose(Number(event.target.value))}
          >
            {topics.map((topic) => (
              <option key={topic.topic_id} value={topic.topic_id}>
                {topic.topic_id} {topic.name}
              </option>
            ))}
          </select>
        }
      >
        <Measured least={220}>
          {(width) => (
            <WordDrift
              name={chosen.name}
              slot={slotOf(chosen)}
              periods={periodsFor(width)}
              width={width}
              followed={followed}
              onFollow={setFollowed}
            />
          )}
        </Measured>
      </Frame>
    </div>
  );
}
