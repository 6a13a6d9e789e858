'use client';

import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { classes } from '@/pieces/class_names';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import styles from './charts.module.css';
import { lineOf } from './paint';
import { Plot } from './plot';
import { fitText, textWidth } from './text_width';

export interface Term {
  word: string;
  count: number; // uses in the corpus
  inTopic: number; // uses that the topic accounts for
}

interface TermBarsProps {
  name: string; // of the topic
  slot: number | null;
  terms: Term[];
  width: number;
  rowHeight?: number;
  active: string | null; // word
  onActive: (word: string | null) => void;
  onOpen: (word: string) => void;
}

const size = 13;

/** Where the parts of a row lie: the column of words is as wide as the widest, up to a third. */
export function barLayout(terms: Term[], width: number) {
  const widest = Math.max(24, ...terms.map((term) => textWidth(term.word, size)));
  const left = Math.min(widest + 2, width * 0.36);
  const numbers = Math.max(...terms.map((term) => textWidth(count(term.inTopic, 'en'), 12)), 12) + 8;
  const most = Math.max(1, ...terms.map((term) => term.count));
  const scale = Math.max(10, width - left - 10 - numbers) / most;
  return { left, scale, bar: (value: number) => Math.max(value > 0 ? 1 : 0, value * scale) };
}

/** The most relevant words: grey is the use in all texts, colour the use in this topic, the number too. */
export function TermBars(props: TermBarsProps) {
  const { name, slot, terms, width, rowHeight = 23, active, onActive, onOpen } = props;
  const language = useLanguage();
  const words = wordsIn(figuresText, language);
  const { left, bar } = barLayout(terms, width);
  const colour = slot === null ? 'var(--tn)' : lineOf(slot);
  const at = terms.findIndex((term) => term.word === active);
  return (
    <Plot
      label={words.termsLabel(name)}
      width={width}
      height={terms.length * rowHeight}
      marks={terms.map((term) => words.spokenTerm(term.word, term.inTopic, term.count))}
      active={at < 0 ? null : at}
      onActive={(mark) => onActive(mark === null ? null : (terms[mark]?.word ?? null))}
      onOpen={(mark) => {
        const term = terms[mark];
        if (term) onOpen(term.word);
      }}
    >
      {terms.map((term, row) => {
        const tall = rowHeight - 7;
        const whole = bar(Math.max(term.count, term.inTopic));
        return (
          <g
            key={term.word}
            className={classes(styles.termRow, styles.mark)}
            style={{ transform: `translateY(${row * rowHeight}px)` }}
            onPointerEnter={() => onActive(term.word)}
            onPointerLeave={() => onActive(null)}
            onClick={() => onOpen(term.word)}
            data-word={term.word}
          >
            <rect
              x={0}
              y={0}
              width={width}
              height={rowHeight}
              rx={4}
              fill={row === at ? 'var(--hover)' : 'transparent'}
            />
            <text x={left} y={rowHeight / 2 + 4.5} textAnchor="end" fontSize={size} className={styles.name}>
              <title>{term.word}</title>
              {fitText(term.word, size, left)}
            </text>
            <rect x={left + 10} y={3.5} width={whole} height={tall} rx={3} fill="var(--tnl)" />
            <rect
              x={left + 10}
              y={3.5}
              width={bar(term.inTopic)}
              height={tall}
              rx={3}
              fill={colour}
              stroke={slot === null ? 'var(--ctl)' : 'none'}
            />
            <text x={left + 16 + whole} y={rowHeight / 2 + 4.5} className={styles.axis}>
              {count(term.inTopic, 'en')}
            </text>
          </g>
        );
      })}
    </Plot>
  );
}
