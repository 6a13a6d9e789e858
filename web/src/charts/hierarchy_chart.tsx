'use client';

import { useMemo, useState } from 'react';
import { measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { paintOf, type ChartTopic } from './paint';
import { Plot } from './plot';
import { fitText, textWidth } from './text_width';
import { layTree, type Merge } from './tree';

interface HierarchyProps {
  topics: ChartTopic[]; // the leaves, by their place
  merges: Merge[];
  order: number[]; // places
  cut: number;
  width: number;
  chosen: number;
  onCut: (distance: number) => void;
  onChoose: (topic: number) => void;
}

const row = 27;

/** The height of a joint is the distance of what it joins. The line cuts the tree into groups; it can be dragged. */
export function HierarchyChart({
  topics,
  merges,
  order,
  cut,
  width,
  chosen,
  onCut,
  onChoose,
}: HierarchyProps) {
  const words = wordsIn(figuresText, useLanguage());
  const [active, setActive] = useState<number | null>(null);
  const [dragging, setDragging] = useState(false);
  const joints = useMemo(() => layTree(topics.length, merges, order), [topics.length, merges, order]);
  const names = Math.min(
    width * 0.5,
    Math.max(60, ...topics.map((topic) => textWidth(topic.name, 12.5))) + 42,
  );
  const right = width - names;
  const most = Math.max(1e-9, ...merges.map((merge) => merge.distance)) * 1.04;
  const x = (value: number) => 6 + value * (right - 12);
  const y = (value: number) => 6 + value * row + row / 2;
  const height = topics.length * row + 12;
  const cutX = x(1 - cut / most);
  const rows = order.flatMap((place) => topics[place] ?? []);
  const move = (event: React.PointerEvent<SVGElement>) => {
    const box = event.currentTarget.closest('svg')?.getBoundingClientRect();
    if (!box || !dragging) return;
    const at = (event.clientX - box.left - 6) / Math.max(1, right - 12);
    onCut(Math.max(0, Math.min(most, (1 - at) * most)));
  };
  return (
    <Plot
      label={words.treeLabel(topics.length)}
      width={width}
      height={height}
      marks={rows.map((topic) => `${topic.id}, ${topic.name}`)}
      active={active}
      onActive={setActive}
      onOpen={(mark) => {
        const topic = rows[mark];
        if (topic) onChoose(topic.id);
      }}
      step={(from, key) => {
        if (key === 'ArrowDown') return Math.min(rows.length - 1, from + 1);
        return key === 'ArrowUp' ? Math.max(0, from - 1) : null;
      }}
      onKey={(event) => {
        if (event.key !== '-' && event.key !== '=') return false;
        onCut(Math.max(0, Math.min(most, cut + (event.key === '=' ? 0.02 : -0.02))));
        return true;
      }}
    >
      <g
        onPointerMove={move}
        onPointerUp={() => setDragging(false)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
        }}
        className={styles.drag}
      >
        <rect x={0} y={0} width={Math.max(0, right)} height={height} fill="transparent" />
        {joints.map((joint) =>
          joint.children.map((child, index) => (
            <path
              key={`${joint.merge}${index}`}
              d={`M${x(joint.x)} ${y(joint.y)}V${y(child.y)}H${x(child.x)}`}
              fill="none"
              stroke="var(--ink2)"
              strokeWidth={1.25}
            />
          )),
        )}
        <line
          x1={cutX}
          x2={cutX}
          y1={0}
          y2={height}
          stroke="var(--accent)"
          strokeWidth={2}
          strokeDasharray="4 3"
        />
        <text x={cutX + 5} y={11} className={classes(styles.axis, styles.halo)}>
          {measure(cut)}
        </text>
      </g>
      {rows.map((topic, index) => {
        const pill = paintOf(topic.slot);
        return (
          <g key={topic.id} className={styles.mark} onClick={() => onChoose(topic.id)} data-topic={topic.id}>
            <rect
              x={right - 4}
              y={y(index) - row / 2 + 1}
              width={names}
              height={row - 2}
              rx={5}
              fill={index === active ? 'var(--hover)' : 'transparent'}
            />
            <rect x={right} y={y(index) - 8} width={24} height={16} rx={8} fill={pill.fill} />
            <text
              x={right + 12}
              y={y(index) + 4}
              fontSize={10.5}
              fontWeight={600}
              textAnchor="middle"
              fill={pill.ink}
            >
              {topic.id}
            </text>
            <text
              x={right + 32}
              y={y(index) + 4.5}
              fontSize={12.5}
              className={classes(styles.name, topic.id === chosen && styles.strong)}
            >
              <title>{topic.name}</title>
              {fitText(topic.name, 12.5, names - 38)}
            </text>
          </g>
        );
      })}
    </Plot>
  );
}
