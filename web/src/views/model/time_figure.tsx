'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { Times } from '@/api/views';
import { Frame } from '@/charts/frame';
import { LinesChart } from '@/charts/lines_chart';
import { Measured } from '@/charts/measured';
import { Multiples } from '@/charts/multiples';
import { StreamChart, type TopicSeries } from '@/charts/stream_chart';
import { dayNumber } from '@/charts/time_axis';
import { lastDay } from '@/lib/days';
import { Segmented } from '@/pieces/segmented';
import { Tag } from '@/pieces/tag';
import { useWords } from '@/text/pair';
import { timeText } from '@/text/time';
import styles from './time_tab.module.css';
import { useWorkspace } from './workspace';

const shapes = ['stream', 'lines', 'multiples'] as const;

// The bins that fit the length of time: none that would cut it into thousands of slices.
function binsFor(times: Times): string[] {
  const days =
    dayNumber(times.slices.at(-1)?.end ?? '1970-01-02') - dayNumber(times.slices[0]?.first ?? '1970-01-01');
  const length: Record<string, number> = { Y: 365, Q: 91, M: 30, W: 7, D: 1 };
  return [
    'own',
    ...Object.keys(length).filter(
      (bin) => days / (length[bin] ?? 1) >= 2 && days / (length[bin] ?? 1) <= 400,
    ),
  ];
}

export function TimeFigure({ times, freq }: { times: Times; freq: string }) {
  const words = useWords(timeText);
  const router = useRouter();
  const { params, change, href, slot, topics } = useWorkspace();
  const shape = shapes.find((one) => one === params.get('shape')) ?? 'stream';
  const own = params.get('scale') === 'own';
  const series = useMemo<TopicSeries[]>(() => {
    const shares = new Map(topics.map((topic) => [topic.topic_id, topic.share]));
    return times.topics.map((topic) => ({
      id: topic.topic_id,
      name: topic.name,
      share: shares.get(topic.topic_id) ?? 0,
      slot: slot(topic.topic_id),
      values: topic.share,
    }));
  }, [times, topics, slot]);
  const inFocus = useMemo(
    () => series.filter((topic) => topic.slot !== null).sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0)),
    [series],
  );
  const others = useMemo(() => series.filter((topic) => topic.slot === null), [series]);
  const rest = others.reduce((sum, topic) => sum + topic.share, 0);
  const open = (index: number, topic: number | null) => {
    const slice = times.slices[index];
    if (!slice) return;
    const main = topic === null ? null : String(topic);
    router.push(href({ tab: 'documents', from: slice.first, until: lastDay(slice.end), main }));
  };
  const bins = binsFor(times);
  const how = {
    stream: words.how,
    lines: words.linesHow,
    multiples: own ? words.ownHow : words.multiplesHow,
  };
  return (
    <>
      <div className={styles.tools}>
        <Segmented
          label={words.shape}
          value={shape}
          options={shapes.map((value) => ({ value, name: words.shapes[value] }))}
          onChange={(next) => change({ shape: next === 'stream' ? null : next })}
        />
        {bins.length > 1 && (
          <Segmented
            label={words.bin}
            value={freq}
            options={bins.map((value) => ({ value, name: words.bins[value] ?? value }))}
            onChange={(next) => change({ freq: next === 'own' ? null : next })}
          />
        )}
        {shape === 'multiples' && (
          <label className={styles.own}>
            <input
              type="checkbox"
              checked={own}
              onChange={(event) => change({ scale: event.target.checked ? 'own' : null })}
            />
            {words.own}
          </label>
        )}
        <span className={styles.tag}>
          <Tag>{words.others(inFocus.length, others.length, rest)}</Tag>
        </span>
      </div>
      <Frame
        main
        title={words.title}
        subtitle={how[shape]}
        explain={words.explain}
        columns={[words.slice, ...series.map((topic) => `${topic.id} ${topic.name}`)]}
        rows={times.slices.map((slice, index) => [
          slice.label,
          ...series.map((topic) => topic.values[index] ?? 0),
        ])}
        notes={shape === 'stream' ? words.strip : undefined}
      >
        <Measured least={380}>
          {(width) => {
            const common = { slices: times.slices, width };
            if (shape === 'lines')
              return (
                <LinesChart
                  topics={inFocus}
                  slices={times.slices}
                  height={380}
                  onOpen={(slice) => open(slice, null)}
                />
              );
            if (shape === 'multiples')
              return (
                <Multiples
                  {...common}
                  topics={series}
                  own={own}
                  onOpen={(topic) => router.push(href({ tab: 'topic', topic: String(topic) }))}
                />
              );
            return (
              <StreamChart
                {...common}
                topics={inFocus}
                others={others}
                height={width < 560 ? 318 : 390}
                onOpen={open}
              />
            );
          }}
        </Measured>
      </Frame>
    </>
  );
}
