'use client';

import { useMemo } from 'react';
import type { OverviewTopic } from '@/api/types';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { layCircles, layLabels, neighbour } from '@/lib/map_layout';
import { bySize } from '@/lib/topic_slots';
import { ChartFrame } from '@/pieces/chart_frame';
import { modelText } from '@/text/model';
import { useWords } from '@/text/pair';
import styles from './map.module.css';

const width = 480;
const height = 540;
const namesFrom = 30; // more topics than this: only those in focus and the chosen one are named

interface TopicMapProps {
  topics: OverviewTopic[];
  slots: Map<number, number>;
  chosen: number | undefined;
  weights: Map<number, number> | null; // p(topic | word) of a chosen word: it takes the place of the shares
  word: string | null;
  onChoose: (topic: number) => void;
}

/** Topics by the likeness of their words. Area is the share of words, or how much of a chosen word each topic has. */
export function TopicMap({ topics, slots, chosen, weights, word, onChoose }: TopicMapProps) {
  const words = useWords(modelText);
  const language = useLanguage();
  const placed = useMemo(
    () =>
      topics.flatMap((topic) =>
        topic.x === null || topic.y === null
          ? []
          : [{ id: topic.topic_id, name: topic.name, share: topic.share, x: topic.x, y: topic.y }],
      ),
    [topics],
  );
  const circles = useMemo(() => layCircles(placed, width, height), [placed]);
  const labels = useMemo(() => {
    const sorted = bySize(topics).map((topic) => topic.topic_id);
    const first = sorted.filter((id) => id === chosen);
    const inFocus = sorted.filter((id) => id !== chosen && slots.has(id));
    const rest = sorted.filter((id) => id !== chosen && !slots.has(id));
    const order = [...first, ...inFocus, ...(topics.length > namesFrom ? [] : rest)];
    return layLabels(
      circles,
      new Map(placed.map(({ id, name }) => [id, name])),
      order,
      chosen,
      width,
      height,
    );
  }, [circles, placed, topics, slots, chosen]);
  const current = topics.find((topic) => topic.topic_id === chosen);
  const radius = (id: number, r: number) =>
    weights === null ? r : Math.max(3, 46 * Math.sqrt(weights.get(id) ?? 0));
  return (
    <ChartFrame
      title={word === null ? words.map : words.mapOf(word)}
      subtitle={words.mapHow}
      columns={[words.list, words.share, 'x', 'y']}
      rows={placed.map((topic) => [
        `${topic.id} ${topic.name}`,
        percent(topic.share, language),
        topic.x.toFixed(3),
        topic.y.toFixed(3),
      ])}
      notes={words.mapLegend(slots.size)}
    >
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={styles.map}
        role="img"
        tabIndex={0}
        aria-label={
          current ? `${current.topic_id}, ${current.name}, ${percent(current.share, language)}` : words.map
        }
        onKeyDown={(event) => {
          if (chosen === undefined) return;
          const next = neighbour(circles, chosen, event.key);
          if (next === null) return;
          event.preventDefault();
          onChoose(next);
        }}
      >
        <line x1={width / 2} x2={width / 2} y1={0} y2={height} className={styles.axis} />
        <line x1={0} x2={width} y1={height / 2} y2={height / 2} className={styles.axis} />
        {circles.map((circle) => {
          const slot = slots.get(circle.id);
          const r = radius(circle.id, circle.r);
          return (
            <g key={circle.id} className={styles.circle} onClick={() => onChoose(circle.id)}>
              {circle.id === chosen && (
                <circle cx={circle.x} cy={circle.y} r={r + 4} className={styles.ring} />
              )}
              <circle
                cx={circle.x}
                cy={circle.y}
                r={r}
                fill={slot === undefined ? 'var(--tnl)' : `var(--topic${slot})`}
                className={slot === undefined ? styles.grey : styles.coloured}
              />
              {r >= 8 && (
                <text
                  x={circle.x}
                  y={circle.y + 4}
                  textAnchor="middle"
                  className={styles.number}
                  fill={slot === undefined ? 'var(--ink)' : `var(--on${slot})`}
                >
                  {circle.id}
                </text>
              )}
            </g>
          );
        })}
        {labels.map((label) => (
          <text
            key={label.id}
            x={label.x}
            y={label.y}
            textAnchor={label.anchor}
            className={label.id === chosen ? styles.nameChosen : styles.name}
          >
            {label.lines.map((line, index) => (
              <tspan key={index} x={label.x} dy={index === 0 ? 0 : 15}>
                {line}
              </tspan>
            ))}
          </text>
        ))}
      </svg>
    </ChartFrame>
  );
}
