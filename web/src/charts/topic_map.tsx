'use client';

import { useMemo } from 'react';
import { count, percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { layCircles, nearestInDirection, type Placed } from './circles';
import { LabelText } from './label_text';
import { labelSize, layLabels } from './labels';
import { paintOf, type ChartTopic } from './paint';
import { Plot } from './plot';

export type MapTopic = ChartTopic & Placed;

interface TopicMapProps {
  topics: MapTopic[];
  width: number;
  height: number;
  chosen: number | null; // topic
  named?: boolean; // names beside the circles; else numbers alone
  /** p(topic | word) while a word is pointed at: circles take this size. */
  weights?: Map<number, number> | null;
  onChoose: (topic: number) => void;
}

/** Close topics use similar words, the area is the share. The axes have no meaning. */
export function TopicMap({
  topics,
  width,
  height,
  chosen,
  named = true,
  weights = null,
  onChoose,
}: TopicMapProps) {
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const circles = useMemo(() => layCircles(topics, width, height), [topics, width, height]);
  const byId = useMemo(() => new Map(topics.map((topic) => [topic.id, topic])), [topics]);
  const labels = useMemo(() => {
    if (!named) return [];
    const rank = (topic: MapTopic) => (topic.id === chosen ? 2 : topic.slot === null ? 0 : 1);
    const wishes = [...topics]
      .sort((a, b) => rank(b) - rank(a) || b.share - a.share)
      .map((topic) => ({ id: topic.id, text: topic.name, strong: topic.id === chosen }));
    return layLabels(circles, wishes, width, height);
  }, [named, topics, circles, chosen, width, height]);
  const largest = Math.max(1e-9, ...topics.map((topic) => topic.share));
  const biggest = Math.max(...circles.map((circle) => circle.r), 0);
  const radius = (id: number, usual: number) =>
    weights === null
      ? usual
      : biggest * Math.sqrt(Math.min(1, (weights.get(id) ?? 0) / Math.max(largest, 0.4)));
  const at = circles.findIndex((circle) => circle.id === chosen);
  // The chosen circle is drawn last, above its neighbours.
  const order = [...circles].sort((a, b) => Number(a.id === chosen) - Number(b.id === chosen));
  return (
    <Plot
      label={words.mapLabel(topics.length)}
      width={width}
      height={height}
      marks={topics.map((topic) => words.spokenTopic(topic.id, topic.name, percent(topic.share, language)))}
      active={at < 0 ? null : at}
      onActive={(mark) => {
        const circle = mark === null ? undefined : circles[mark];
        if (circle) onChoose(circle.id);
      }}
      step={(from, key) => nearestInDirection(circles, from, key)}
    >
      <line x1={width / 2} x2={width / 2} y1={0} y2={height} className={styles.grid} />
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} className={styles.grid} />
      {order.map(({ id, x, y, r }) => {
        const paint = paintOf(byId.get(id)?.slot ?? null);
        const now = radius(id, r);
        return (
          <g key={id} className={styles.mark} onClick={() => onChoose(id)} data-topic={id}>
            <title>{byId.get(id)?.name}</title>
            {id === chosen && <circle cx={x} cy={y} r={Math.max(now, 9) + 3.5} className={styles.ring} />}
            <circle
              cx={x}
              cy={y}
              r={Math.max(now, 1)}
              fill={paint.fill}
              stroke={paint.stroke}
              className={styles.circle}
            />
            {now >= 8 && (
              <text x={x} y={y + 4} className={styles.number} fill={paint.ink}>
                {count(id, 'en')}
              </text>
            )}
          </g>
        );
      })}
      {labels.map((label) => {
        const topic = byId.get(label.id);
        return (
          <LabelText
            key={label.id}
            label={label}
            x={label.x}
            fontSize={labelSize}
            onClick={() => onChoose(label.id)}
            className={classes(
              styles.name,
              topic?.slot === null && styles.second,
              label.id === chosen && styles.strong,
            )}
          />
        );
      })}
    </Plot>
  );
}
