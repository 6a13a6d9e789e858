'use client';

import { useMemo } from 'react';
import { measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { nearestInDirection, type Placed } from './circles';
import { LabelText } from './label_text';
import { boxOfLabel, labelSize, layLabels, layOnLines } from './labels';
import { layNetwork, linkWidth, type Link } from './network';
import { paintOf, type ChartTopic } from './paint';
import { Plot } from './plot';

interface NetworkProps {
  topics: (ChartTopic & Placed)[];
  links: Link[];
  threshold: number;
  width: number;
  height: number;
  chosen: number;
  onChoose: (topic: number) => void;
  onThreshold: (by: number) => void;
}

/** Topics with the links above a threshold. Links of the chosen topic are in ink and say their value. */
export function NetworkChart(props: NetworkProps) {
  const { topics, links, threshold, width, height, chosen, onChoose, onThreshold } = props;
  const words = wordsIn(figuresText, useLanguage());
  const circles = useMemo(() => layNetwork(topics, links, width, height), [topics, links, width, height]);
  const byId = useMemo(() => new Map(topics.map((topic) => [topic.id, topic])), [topics]);
  const places = new Map(circles.map((circle) => [circle.id, circle]));
  const labels = useMemo(() => {
    const wishes = [...topics]
      .sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen) || b.share - a.share)
      .map((topic) => ({ id: topic.id, text: topic.name, strong: topic.id === chosen }));
    return layLabels(circles, wishes, width, height);
  }, [topics, circles, chosen, width, height]);
  const strongest = Math.max(threshold, ...links.map((link) => link.weight));
  const degree = (id: number) => links.filter((link) => link.source === id || link.target === id).length;
  const at = circles.findIndex((circle) => circle.id === chosen);
  // Links of the chosen topic lie above the others.
  const touches = (link: Link) => link.source === chosen || link.target === chosen;
  const values = layOnLines(
    links
      .filter(touches)
      .sort((a, b) => b.weight - a.weight)
      .flatMap((link) => {
        const [from, to] = [places.get(link.source), places.get(link.target)];
        return from && to ? [{ from, to, text: measure(link.weight) }] : [];
      }),
    circles,
    labels.map((label) => boxOfLabel(label, label.id === chosen)),
  );
  const drawn = [...links].sort((a, b) => Number(touches(a)) - Number(touches(b)));
  return (
    <Plot
      label={words.networkLabel(links.length)}
      width={width}
      height={height}
      marks={circles.map(({ id }) => words.spokenNode(id, byId.get(id)?.name ?? '', degree(id)))}
      active={at < 0 ? null : at}
      onActive={(mark) => {
        const circle = mark === null ? undefined : circles[mark];
        if (circle) onChoose(circle.id);
      }}
      step={(from, key) => nearestInDirection(circles, from, key)}
      onKey={(event) => {
        if (event.key !== '-' && event.key !== '=') return false;
        onThreshold(event.key === '=' ? 0.01 : -0.01);
        return true;
      }}
    >
      {drawn.map((link) => {
        const [a, b] = [places.get(link.source), places.get(link.target)];
        if (!a || !b) return null;
        const own = touches(link);
        return (
          <g key={`${link.source}-${link.target}`}>
            <line
              x1={a.x}
              y1={a.y}
              x2={b.x}
              y2={b.y}
              stroke={own ? 'var(--ink)' : 'var(--line2)'}
              strokeWidth={linkWidth(link.weight, threshold, strongest)}
            />
          </g>
        );
      })}
      {circles.map(({ id, x, y, r }) => {
        const paint = paintOf(byId.get(id)?.slot ?? null);
        return (
          <g key={id} className={styles.mark} onClick={() => onChoose(id)} data-topic={id}>
            <title>{byId.get(id)?.name}</title>
            {id === chosen && <circle cx={x} cy={y} r={r + 3.5} className={styles.ring} />}
            <circle cx={x} cy={y} r={r} fill={paint.fill} stroke={paint.stroke} />
            <text x={x} y={y + 4} className={styles.number} fontSize={12} fill={paint.ink}>
              {id}
            </text>
          </g>
        );
      })}
      {values.map((value) => (
        <text
          key={`${value.x} ${value.y}`}
          x={value.x}
          y={value.y + 4}
          textAnchor="middle"
          className={classes(styles.value, styles.halo)}
        >
          {value.text}
        </text>
      ))}
      {labels.map((label) => (
        <LabelText
          key={label.id}
          label={label}
          fontSize={labelSize}
          className={classes(styles.name, styles.halo, label.id === chosen && styles.strong)}
          onClick={() => onChoose(label.id)}
        />
      ))}
    </Plot>
  );
}
