'use client';

import { useMemo, useState } from 'react';
import { measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { lineOf, paintOf } from './paint';
import { Plot } from './plot';
import { layRibbons, touches, type Chosen, type Link } from './ribbons';
import { fitText, textWidth } from './text_width';

export interface RibbonTopic {
  id: number;
  name: string;
  slot: number | null;
  alone: boolean; // like no topic of the other side
}

interface RibbonsProps {
  left: RibbonTopic[]; // in the order in which they stand
  right: RibbonTopic[];
  names: [string, string]; // of the two models
  links: Link[];
  width: number;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
}

const size = 12.5;
const pill = 26;
const gap = 8;

// Each model has colours of its own: here they are those of the left one, so that no colour means two topics.
const plain = { fill: 'transparent', stroke: 'none', ink: 'var(--ink2)' };

interface Mark extends Chosen {
  topic: number;
}

/** Topics of two models, joined as far as their words are alike. */
export function RibbonsChart({ left, right, names, links, width, chosen, onChoose }: RibbonsProps) {
  const words = wordsIn(figuresText, useLanguage());
  const [active, setActive] = useState<number | null>(null);
  const label = (topic: RibbonTopic, side: Chosen['side']) =>
    topic.alone ? `${topic.name}  ${side === 'left' ? words.isGone : words.isNew}` : topic.name;
  const room = (side: Chosen['side'], topics: RibbonTopic[]) =>
    Math.min(
      width * (width < 480 ? 0.3 : 0.36),
      Math.max(40, ...topics.map((topic) => textWidth(label(topic, side), size) * 1.06)),
    ) + gap;
  const leftRoom = room('left', left);
  const rightRoom = room('right', right);
  const from = leftRoom + pill + 4;
  const to = Math.max(from + 20, width - rightRoom - pill - 4);
  const layout = useMemo(
    () =>
      layRibbons(
        left.map((topic) => topic.id),
        right.map((topic) => topic.id),
        links,
        from,
        to,
      ),
    [left, right, links, from, to],
  );
  const marks: Mark[] = [
    ...layout.order.left.map((topic): Mark => ({ side: 'left', topic })),
    ...layout.order.right.map((topic): Mark => ({ side: 'right', topic })),
  ];
  const found = (mark: Chosen) => (mark.side === 'left' ? left : right).find((one) => one.id === mark.topic);
  const spoken = (mark: Mark): string => {
    const other = mark.side === 'left' ? 'right' : 'left';
    const parts = links
      .filter((link) => touches(link, mark))
      .sort((a, b) => b.similarity - a.similarity)
      .map(
        (link) =>
          `${found({ side: other, topic: link[other] })?.name ?? link[other]} ${measure(link.similarity)}`,
      );
    return words.spokenRibbon(`${mark.topic}, ${found(mark)?.name ?? ''}`, parts.join(', '));
  };
  const step = (at: number, key: string): number | null => {
    const mark = marks[at];
    if (mark === undefined) return null;
    const [first, last] = mark.side === 'left' ? [0, left.length - 1] : [left.length, marks.length - 1];
    if (key === 'ArrowDown') return Math.min(last, at + 1);
    if (key === 'ArrowUp') return Math.max(first, at - 1);
    const other = key === 'ArrowRight' ? 'right' : 'left';
    if (other === mark.side) return null;
    const best = links.filter((link) => touches(link, mark)).sort((a, b) => b.similarity - a.similarity)[0];
    const next = marks.findIndex((one) => one.side === other && one.topic === best?.[other]);
    return next < 0 ? null : next;
  };
  const lit = (active === null ? undefined : marks[active]) ?? chosen;
  const slot = lit?.side === 'left' ? (found(lit)?.slot ?? null) : null;
  const colour = slot === null ? 'var(--ink)' : lineOf(slot);
  const strong = (mark: Mark): boolean => {
    if (lit === null) return false;
    if (lit.side === mark.side) return lit.topic === mark.topic;
    return layout.links.some((link) => touches(link, lit) && link[mark.side] === mark.topic);
  };
  const choose = (mark: Mark) =>
    onChoose(
      chosen?.side === mark.side && chosen.topic === mark.topic
        ? null
        : { side: mark.side, topic: mark.topic },
    );
  return (
    <Plot
      label={words.ribbonsLabel(names[0], names[1])}
      width={width}
      height={layout.height}
      marks={marks.map(spoken)}
      active={active}
      onActive={setActive}
      step={step}
      onOpen={(at) => {
        const mark = marks[at];
        if (mark) choose(mark);
      }}
    >
      {[false, true].map((front) =>
        layout.links
          .filter((link) => touches(link, lit) === front)
          .map((link) => (
            <path
              key={`${link.left}-${link.right}`}
              d={link.path}
              fill="none"
              stroke={front ? colour : 'var(--tn)'}
              strokeOpacity={front ? 1 : lit === null ? 0.55 : 0.25}
              strokeWidth={link.width}
            />
          )),
      )}
      {marks.map((mark, index) => {
        const topic = found(mark);
        if (topic === undefined) return null;
        const onLeft = mark.side === 'left';
        const y = (onLeft ? layout.left : layout.right).get(mark.topic) ?? 0;
        const paint = onLeft ? paintOf(topic.slot) : plain;
        const pillX = onLeft ? leftRoom : width - rightRoom - pill;
        const bold = strong(mark);
        const extra = topic.alone ? (onLeft ? words.isGone : words.isNew) : '';
        const space = (onLeft ? leftRoom : rightRoom) - gap - (extra === '' ? 0 : textWidth(extra, size) + 8);
        return (
          <g
            key={`${mark.side}${mark.topic}`}
            className={styles.mark}
            data-topic={mark.topic}
            data-side={mark.side}
            onPointerEnter={() => setActive(index)}
            onPointerLeave={() => setActive(null)}
            onClick={() => choose(mark)}
          >
            <rect
              x={onLeft ? 0 : width - rightRoom - pill}
              y={y - 11}
              width={(onLeft ? leftRoom : rightRoom) + pill}
              height={22}
              rx={5}
              fill={index === active ? 'var(--hover)' : 'transparent'}
            />
            <rect x={pillX} y={y - 8} width={pill} height={16} rx={8} fill={paint.fill} />
            <text
              x={pillX + pill / 2}
              y={y + 4}
              fontSize={10.5}
              fontWeight={600}
              textAnchor="middle"
              fill={paint.ink}
            >
              {mark.topic}
            </text>
            <text
              x={onLeft ? leftRoom - gap : width - rightRoom + gap}
              y={y + 4.5}
              fontSize={size}
              textAnchor={onLeft ? 'end' : 'start'}
              className={classes(styles.name, bold && styles.strong)}
            >
              <title>{topic.name}</title>
              {fitText(topic.name, bold ? size * 1.06 : size, space)}
              {extra !== '' && (
                <tspan dx={6} fill="var(--warn)">
                  {extra}
                </tspan>
              )}
            </text>
          </g>
        );
      })}
    </Plot>
  );
}
