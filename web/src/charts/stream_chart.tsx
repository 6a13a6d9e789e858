'use client';

import { useId, useMemo, useState } from 'react';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { fewDocuments, Hatch } from './hatch';
import { paintOf, type ChartTopic } from './paint';
import { Plot } from './plot';
import { layStream, scaleShare } from './stream';
import { SliceCard } from './slice_card';
import { timeTicks, timeX, type TimeSlice } from './time_axis';

export interface TopicSeries extends ChartTopic {
  values: number[];
}

export interface CountedSlice extends TimeSlice {
  documents: number;
}

interface StreamProps {
  topics: TopicSeries[]; // those in focus
  others: TopicSeries[]; // may show in the card, never in the stream
  slices: CountedSlice[];
  width: number;
  height: number;
  onOpen: (slice: number, topic: number | null) => void;
}

const stripHeight = 30;
const axisHeight = 24;

/** Bands keep their order; the widest moment carries the name; a strip below counts what each slice rests on. */
export function StreamChart({ topics, others, slices, width, height, onOpen }: StreamProps) {
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const hatch = useId();
  const [active, setActive] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const tall = height - stripHeight - axisHeight;
  const axis = useMemo(() => timeX(slices, 10, width - 10), [slices, width]);
  const stream = useMemo(() => {
    const xs = slices.map((_, index) => axis.middle(index));
    return layStream(topics, xs, axis.left, axis.right, tall);
  }, [topics, slices, axis, tall]);
  const most = Math.max(1, ...slices.map((slice) => slice.documents));
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const share = scaleShare(stream.pixelsPerShare, tall);
  const bar = share * stream.pixelsPerShare;
  const spoken = slices.map((slice, index) => {
    const parts = [...topics]
      .sort((a, b) => (b.values[index] ?? 0) - (a.values[index] ?? 0))
      .slice(0, 3)
      .map((topic) => `${topic.name} ${percent(topic.values[index] ?? 0, language)}`);
    return words.spokenSlice(axis.name(index), slice.documents, parts.join(', '));
  });
  const follow = (event: React.PointerEvent<SVGElement>, topic: number | null) => {
    const box = event.currentTarget.closest('svg')?.getBoundingClientRect();
    if (!box) return;
    setActive(axis.at(event.clientX - box.left));
    setPointed(topic);
  };
  return (
    <div className={styles.relative} onPointerLeave={() => setActive(null)}>
      <Plot
        label={words.streamLabel(topics.length)}
        width={width}
        height={height}
        marks={spoken}
        active={active}
        onActive={setActive}
        onOpen={(slice) => onOpen(slice, null)}
      >
        <Hatch id={hatch} />
        {timeTicks(slices, axis, width).map((tick) => (
          <g key={tick.text}>
            <line x1={tick.x} x2={tick.x} y1={0} y2={tall} className={styles.grid} />
            <text x={tick.x} y={tall + 16} textAnchor="middle" className={styles.axis}>
              {tick.text}
            </text>
          </g>
        ))}
        <rect
          width={width}
          height={height}
          fill="transparent"
          onPointerMove={(event) => follow(event, null)}
          onClick={() => active !== null && onOpen(active, null)}
        />
        {stream.bands.map((band) => (
          <path
            key={band.id}
            d={band.path}
            fill={paintOf(byId.get(band.id)?.slot ?? null).fill}
            stroke="var(--surface)"
            strokeWidth={1}
            className={styles.mark}
            onPointerMove={(event) => follow(event, band.id)}
            onClick={() => active !== null && onOpen(active, band.id)}
          />
        ))}
        {stream.labels.map((label) => {
          const paint = paintOf(byId.get(label.id)?.slot ?? null);
          return (
            <g key={label.id} pointerEvents="none">
              {label.lead && (
                <>
                  <line
                    x1={label.lead.x}
                    x2={label.lead.x}
                    y1={label.lead.from}
                    y2={label.lead.to}
                    className={styles.lead}
                  />
                  <circle
                    cx={label.lead.x}
                    cy={label.lead.to}
                    r={2.5}
                    fill="var(--surface)"
                    className={styles.lead}
                  />
                </>
              )}
              <text
                textAnchor="middle"
                fontSize={12.5}
                fontWeight={600}
                fill={label.lead ? 'var(--ink)' : paint.ink}
                y={label.y}
              >
                {label.lines.map((line, index) => (
                  <tspan key={index} x={label.x} dy={index === 0 ? 0 : 15}>
                    {line}
                  </tspan>
                ))}
              </text>
            </g>
          );
        })}
        <path d={`M3 ${tall - bar}h6m-3 0v${bar}m-3 0h6`} fill="none" stroke="var(--ink2)" />
        <text x={13} y={tall - bar / 2 + 4} className={`${styles.axis} ${styles.halo}`}>
          {percent(share, language, 0)}
        </text>
        {slices.map((slice, index) => {
          const left = axis.start(index) + 0.5;
          const count = (slice.documents / most) * (stripHeight - 4);
          const few = slice.documents < fewDocuments;
          return (
            <rect
              key={slice.first}
              x={left}
              y={height - count}
              width={Math.max(1, axis.end(index) - 0.5 - left)}
              height={count}
              fill={few ? `url(#${hatch})` : index === active ? 'var(--ink3)' : 'var(--tn)'}
              stroke={few ? 'var(--ctl)' : 'none'}
              pointerEvents="none"
            />
          );
        })}
        {active !== null && (
          <line
            x1={axis.middle(active)}
            x2={axis.middle(active)}
            y1={0}
            y2={height}
            className={styles.cross}
            pointerEvents="none"
          />
        )}
      </Plot>
      {active !== null && (
        <SliceCard
          name={axis.name(active)}
          documents={slices[active]?.documents ?? 0}
          topics={[...topics, ...others]}
          slice={active}
          pointed={pointed}
          x={axis.middle(active)}
          width={width}
          top={tall - 96}
        />
      )}
    </div>
  );
}
