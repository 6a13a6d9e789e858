'use client';

import { useMemo } from 'react';
import type { Groups } from '@/api/views';
import { Frame } from '@/charts/frame';
import { heatPaint } from '@/charts/heat';
import { HeatMap } from '@/charts/heat_map';
import { fewInGroup } from '@/charts/hatch';
import { Measured } from '@/charts/measured';
import { count, decimal, percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { Segmented } from '@/pieces/segmented';
import { groupsText } from '@/text/groups';
import { figuresText } from '@/text/figures';
import { useWords } from '@/text/pair';
import styles from './groups_tab.module.css';
import { useWorkspace } from './workspace';

const modes = ['share', 'difference', 'counts'] as const;
const leastNumber = 0.06; // a share that is printed in its cell

const texts = {
  counts: (value: number) => (value > 0 ? count(value, 'en') : ''),
  share: (value: number) => (value >= leastNumber ? decimal(100 * value, 0) : ''),
  difference: (value: number) =>
    Math.abs(value) >= 0.01 ? `${value > 0 ? '+' : ''}${decimal(100 * value, 0)}` : '',
};

/** The scale of the shares: which colour is how much. */
function Scale({ most }: { most: number }) {
  const language = useLanguage();
  return (
    <span className={styles.scale}>
      <span className="num">0</span>
      <svg width={120} height={10} aria-hidden="true">
        {Array.from({ length: 8 }, (_, step) => (
          <rect key={step} x={step * 15} width={14} height={10} fill={heatPaint(step).fill} />
        ))}
      </svg>
      <span className="num">{percent(most, language, 0)}</span>
    </span>
  );
}

export function HeatFigure({ groups }: { groups: Groups }) {
  const words = useWords(groupsText);
  const figures = useWords(figuresText);
  const language = useLanguage();
  const { params, change, topics, charted } = useWorkspace();
  const mode = modes.find((one) => one === params.get('mode')) ?? 'share';
  const rows = useMemo(() => {
    const byId = new Map(groups.topics.map((topic) => [topic.topic_id, topic]));
    return topics.flatMap((topic) => byId.get(topic.topic_id) ?? []);
  }, [groups, topics]);
  const values = useMemo(
    () =>
      rows.map((topic) => {
        if (mode === 'counts') return topic.documents;
        return mode === 'share' ? topic.share : topic.effect.map((effect) => effect ?? 0);
      }),
    [rows, mode],
  );
  const spoken = (value: number): string => {
    if (mode === 'counts') return figures.passageCount(value);
    return mode === 'share' ? percent(value, language) : `${value > 0 ? '+' : ''}${decimal(100 * value, 1)}`;
  };
  const at = { topic: params.get('cell'), group: params.get('value') };
  const chosen = {
    topic: rows.findIndex((topic) => String(topic.topic_id) === at.topic),
    column: groups.values.findIndex((one) => one.value === at.group),
  };
  const notes = [
    groups.total_values > groups.values.length && words.more(groups.values.length, groups.total_values),
    groups.documents_without > 0 && words.without(groups.documents_without),
    groups.values.some((one) => one.documents < fewInGroup) && words.few,
  ].filter(Boolean);
  const heatTopics = useMemo(
    () => rows.flatMap((topic) => charted.find((one) => one.id === topic.topic_id) ?? []),
    [rows, charted],
  );
  return (
    <>
      <div className={styles.tools}>
        <label className={styles.by}>
          <span>{words.groupBy}</span>
          <select
            value={groups.column}
            onChange={(event) => change({ column: event.target.value, value: null, cell: null })}
          >
            {groups.columns.map((column) => (
              <option key={column.name}>{column.name}</option>
            ))}
          </select>
        </label>
        <Segmented
          label={words.mode}
          value={mode}
          options={modes.map((value) => ({ value, name: words.modes[value] }))}
          onChange={(next) => change({ mode: next === 'share' ? null : next })}
        />
        {mode === 'share' && <Scale most={Math.max(0, ...values.flat())} />}
      </div>
      <Frame
        main
        title={words.title(groups.column)}
        subtitle={words.how[mode]}
        explain={words.explain}
        columns={[figures.topic, figures.name, ...groups.values.map((one) => one.value)]}
        rows={rows.map((topic, index) => [topic.topic_id, topic.name, ...(values[index] ?? [])])}
        notes={notes.length > 0 ? notes.join(' ') : undefined}
      >
        <Measured least={400}>
          {(width) => (
            <HeatMap
              label={figures.heatLabel(groups.column)}
              topics={heatTopics}
              columns={groups.values.map((one) => ({ name: one.value, documents: one.documents }))}
              values={values}
              difference={mode === 'difference'}
              text={texts[mode]}
              spoken={spoken}
              width={width}
              chosen={chosen.topic >= 0 && chosen.column >= 0 ? chosen : null}
              onChoose={(topic, column) =>
                change({
                  cell: String(rows[topic]?.topic_id ?? ''),
                  value: groups.values[column]?.value ?? null,
                  column: groups.column,
                })
              }
            />
          )}
        </Measured>
      </Frame>
    </>
  );
}
