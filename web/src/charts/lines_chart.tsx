'use client';

import { useCallback, useState } from 'react';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import { EChart } from './echart';
import { linesOption } from './lines_option';
import type { CountedSlice, TopicSeries } from './stream_chart';
import { sliceName } from './time_axis';

interface LinesProps {
  topics: TopicSeries[];
  slices: CountedSlice[];
  height: number;
  onOpen: (slice: number) => void;
}

/** At most eight topics as lines from a zero baseline, each named at its end. */
export function LinesChart({ topics, slices, height, onOpen }: LinesProps) {
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const [active, setActive] = useState<number | null>(null);
  const option = useCallback(
    (colour: (name: string) => string) =>
      linesOption(
        topics,
        {
          slices: slices.map(sliceName),
          percent: (share) => percent(share, language, share < 0.1 && share > 0 ? 1 : 0),
        },
        colour,
      ),
    [topics, slices, language],
  );
  const slice = active === null ? undefined : slices[active];
  const parts = topics.map((topic) => `${topic.name} ${percent(topic.values[active ?? 0] ?? 0, language)}`);
  const onKey = (key: string): boolean => {
    const last = slices.length - 1;
    if (key === 'ArrowRight') setActive(Math.min(last, (active ?? -1) + 1));
    else if (key === 'ArrowLeft') setActive(Math.max(0, (active ?? 1) - 1));
    else if (key === 'Home') setActive(0);
    else if (key === 'End') setActive(last);
    else if (key === 'Enter' && active !== null) onOpen(active);
    else return false;
    return true;
  };
  return (
    <EChart
      option={option}
      label={words.linesLabel(topics.length)}
      height={height}
      spoken={slice ? words.spokenSlice(sliceName(slice), slice.documents, parts.join(', ')) : ''}
      onKey={onKey}
      onPoint={setActive}
    />
  );
}
