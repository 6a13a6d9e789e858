'use client';

import { useMemo, useState } from 'react';
import { useLanguage } from '@/lib/language';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { layCloud, type CloudTerm } from './cloud';
import { lineOf } from './paint';
import { Plot } from './plot';

interface WordCloudProps {
  name: string;
  slot: number | null;
  terms: CloudTerm[];
  width: number;
  height: number;
  onOpen: (word: string) => void;
}

/** The first words of a topic, sized by their probability. The text keeps at least 4.5:1 where it is small: ink. */
export function WordCloud({ name, slot, terms, width, height, onOpen }: WordCloudProps) {
  const words = wordsIn(figuresText, useLanguage());
  const [active, setActive] = useState<number | null>(null);
  const placed = useMemo(() => layCloud(terms, width, height), [terms, width, height]);
  return (
    <Plot
      label={words.cloudLabel(name)}
      width={width}
      height={height}
      marks={placed.map((word) => word.text)}
      active={active}
      onActive={setActive}
      onOpen={(mark) => {
        const word = placed[mark];
        if (word) onOpen(word.text);
      }}
    >
      {placed.map((word, index) => (
        <text
          key={word.text}
          x={word.x}
          y={word.y}
          fontSize={word.size}
          textAnchor="middle"
          className={styles.mark}
          fontWeight={word.size > 20 ? 600 : 400}
          fill={word.size > 20 && slot !== null ? lineOf(slot) : 'var(--ink)'}
          textDecoration={index === active ? 'underline' : undefined}
          onClick={() => onOpen(word.text)}
          data-word={word.text}
        >
          {word.text}
        </text>
      ))}
    </Plot>
  );
}
